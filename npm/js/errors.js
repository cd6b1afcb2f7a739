// What goes wrong, by names that a program can read. No error ever holds what was typed or pasted.

/** An error whose `code` says what to do. `cause` is what the platform said, where it said anything. */
export class Field39Error extends Error {
  constructor(code, message, more = {}) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = "Field39Error";
    this.code = code;
    for (const key of ["row", "property", "expected", "found"]) if (key in more) this[key] = more[key];
  }
}
