/** A traceback as Python prints it, taken apart. */

export interface Failure {
  /** The exception's class, such as `ZeroDivisionError` or `mylib.errors.Broken`. */
  kind: string;
  /** What it says; may have several lines or be empty. */
  message: string;
  traceback: string;
}

/** Begins the part about one exception. Of a chain the last is the one that was raised. */
const HEADING = /^(?: {2}\+ Exception Group )?Traceback \(most recent call last\):$/;
/** Behind the frames, which are indented. Those of a group have a bar beside them. */
const RAISED = /^(?: {2}\| )?([\p{L}_][\p{L}\p{N}_.]*)(?:: (.*))?$/u;

export function parse(text: string): Failure {
  const traceback = text.trimEnd();
  const lines = traceback.split("\n");
  const heading = lines.findLastIndex((line) => HEADING.test(line));
  for (const [index, line] of lines.entries()) {
    const raised = index > heading ? RAISED.exec(line) : null;
    if (!raised) continue;
    const more = line.startsWith(" ") ? [] : lines.slice(index + 1);
    return { kind: raised[1] as string, message: [raised[2] ?? "", ...more].join("\n").trim(), traceback };
  }
  return { kind: "Error", message: lines.at(-1) ?? "", traceback };
}
