/** What chats are made of: they come together. */

export { ChatAction } from "./chataction.ts";
export { ChatAreaInput } from "./chatareainput.ts";
export { ChatFeed } from "./chatfeed.ts";
export { ChatLog } from "./chatlog.ts";
export { ChatMessage } from "./chatmessage.ts";
export { ChatReactionIcons } from "./chatreactionicons.ts";
export { ChatStep } from "./chatstep.ts";
export { Prose } from "./prose.ts";
