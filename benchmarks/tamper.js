// Runs in an attacker's page before the page's own scripts: what the page says of a word becomes very large on the way.
// `window.tamper = {word, text}` makes the word that text; `{word, times}` makes it so many words where it stands in a list.
// In JSON it is replaced as text; in a message of protobuf the lengths around it are written anew.
(() => {
  const coder = new TextEncoder();
  const send = WebSocket.prototype.send;

  WebSocket.prototype.send = function (data) {
    return send.call(this, window.tamper ? swollen(data, window.tamper) : data);
  };

  function swollen(data, { word, text, times }) {
    if (typeof data === "string") {
      if (times) return data.replace(`"${word}"`, Array(times).fill(`"${word}"`).join(","));
      return data.replace(word, () => text);
    }
    const bytes = ArrayBuffer.isView(data)
      ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
      : new Uint8Array(data);
    return rewritten(bytes, coder.encode(word), coder.encode(text ?? word)) ?? bytes;
  }

  /** The message with its fields of that content replaced; null where it is no message, or has none. */
  function rewritten(message, word, text) {
    const parts = [];
    let found = false;
    let place = 0;
    const varint = () => {
      let value = 0;
      for (let shift = 0; shift < 53; shift += 7) {
        const byte = message[place++];
        value += (byte & 127) * 2 ** shift;
        if (byte < 128) return value;
      }
      return NaN;
    };
    while (place < message.length) {
      const start = place;
      const kind = varint() & 7;
      const head = message.subarray(start, place);
      if (kind === 2) {
        const length = varint();
        const content = message.subarray(place, (place += length));
        const other = equal(content, word) ? text : rewritten(content, word, text);
        found ||= other !== null;
        const now = other ?? content;
        parts.push(head, written(now.length), now);
      } else {
        if (kind === 0) varint();
        else if (kind === 1) place += 8;
        else if (kind === 5) place += 4;
        else return null;
        parts.push(message.subarray(start, place));
      }
      if (!(place <= message.length)) return null;
    }
    return found ? joined(parts) : null;
  }

  const equal = (one, other) => one.length === other.length && one.every((byte, place) => byte === other[place]);

  function written(number) {
    const bytes = [];
    for (; number >= 128; number = Math.floor(number / 128)) bytes.push((number % 128) | 128);
    return new Uint8Array([...bytes, number]);
  }

  function joined(parts) {
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let place = 0;
    for (const part of parts) {
      whole.set(part, place);
      place += part.length;
    }
    return whole;
  }
})();
