/** What the server says, in English, in another language: each sentence by its own pattern, so that no value is lost. */

/** English to the other language; `{name}` stands for a value. Values that are words of the server's are among `parts`. */
export interface ServerTexts {
  readonly sentences: Readonly<Record<string, string>>;
  readonly parts: Readonly<Record<string, string>>;
}

type Translate = (said: string) => string;

/** Translates what is known; everything else stays as the server said it. */
export function translator({ sentences, parts }: ServerTexts): Translate {
  const part = tableOf(parts, (value) => value);
  const whole = tableOf(sentences, part);
  return (said) => {
    const translated = whole(said);
    if (translated !== said) return translated;
    const [, about = "", rest = ""] = ABOUT.exec(said) ?? [];
    return about + whole(rest);
  };
}

const ABOUT = /^(.+?: |)(.*)$/s; // such as the file that a sentence is about

const NUMBERS = new Set(["attempt", "count", "line", "mb", "most", "number", "of", "page", "pieces", "total"]);

function tableOf(texts: Readonly<Record<string, string>>, value: Translate): Translate {
  const rules = Object.entries(texts)
    .filter(([english]) => english.includes("{"))
    .sort(([one], [other]) => wordsOf(other) - wordsOf(one)) // what says more is meant where two fit
    .map(([english, text]) => ({ pattern: patternOf(english), text }));
  return (said) => {
    const whole = Object.hasOwn(texts, said) ? texts[said] : undefined;
    if (whole !== undefined) return whole;
    for (const { pattern, text } of rules) {
      const found = pattern.exec(said)?.groups;
      if (found) return text.replace(/\{(\w+)\}/g, (_, name: string) => value(found[name] ?? ""));
    }
    return said;
  };
}

/** How much a sentence says beside its values. */
function wordsOf(english: string): number {
  return english.replace(/\{\w+\}/g, "").length;
}

/** A reason at the end of a sentence may be missing. */
function patternOf(english: string): RegExp {
  const literal = english.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
  const pattern = literal.replace(/\{(\w+)\}/g, (_, name: string, at: number) => {
    const value = NUMBERS.has(name) ? "-?\\d[\\d.,]*?" : name === "why" && at + 5 === literal.length ? ".*" : ".+?";
    return `(?<${name}>${value})`;
  });
  return new RegExp(`^${pattern}$`, "s");
}
