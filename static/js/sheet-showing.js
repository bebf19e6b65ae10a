/*
 * What the answers show, hide and calculate follows them while typing. Only for the eyes: the
 * server decides again at every save, by the same rules (expressions.js is its evaluator's twin).
 */

import { evaluate, isShown } from "./expressions.js";
import { fieldsOf, isTicked, nameOf } from "./sheet-answer.js";

const OTHER = "other"; // the value that stands for own words

export function isOut(item) {
  return item.hidden || item.closest("[data-off]") !== null;
}

export class Showing {
  /* changed(): something was shown or hidden. */
  constructor(sheet, changed) {
    this.changed = changed;
    this.news = sheet.querySelector("[data-news]");
    this.operands = [...sheet.querySelectorAll("[data-code]")];
    this.places = [...sheet.querySelectorAll("[data-show-if]")].map((place) => ({
      place,
      condition: JSON.parse(place.dataset.showIf),
    }));
    this.outputs = [...sheet.querySelectorAll("output[data-formula]")].map((output) => ({
      output,
      item: output.closest("[data-item]"),
      formula: { round: [JSON.parse(output.dataset.formula), { number: output.dataset.decimals }] },
      value: null,
    }));
    this.chapters = [...new Set(this.places.map(({ place }) => place.closest(".chapter")))];
    const conditional = this.chapters.filter((chapter) => "showIf" in chapter.dataset);
    for (const item of conditional.flatMap((chapter) => itemsOf(chapter))) {
      if (!("showIf" in item.dataset)) item.hidden = false; // its chapter alone hides it
    }
  }

  /* Bring the page in step with its fields and say what has opened. */
  draw() {
    if (this.places.length + this.outputs.length === 0) return;
    const before = new Set(this.shown());
    this.settle();
    for (const one of this.outputs) drawOutput(one);
    const opened = this.shown().filter((item) => !before.has(item));
    if (opened.length === 0 && before.size === this.shown().length) return;
    this.changed();
    if (opened.length > 0) this.say(opened);
  }

  shown() {
    const items = this.chapters.flatMap((chapter) => itemsOf(chapter));
    return items.filter((item) => !isOut(item));
  }

  /* A condition may ask about what another one hides: as many rounds as there are links, at most. */
  settle() {
    for (let round = 0; round <= this.places.length + this.outputs.length; round += 1) {
      const env = this.env();
      const moved = this.places.filter((one) => place(one, env)).length;
      const counted = this.outputs.filter((one) => calculate(one, env)).length;
      for (const chapter of this.chapters) close(chapter);
      if (moved + counted === 0) return;
    }
  }

  env() {
    const values = new Map(this.outputs.map(({ item, value }) => [item, value]));
    const pairs = this.operands.map((item) => [
      item.dataset.code,
      isOut(item) ? null : (values.get(item) ?? operandOf(item)),
    ]);
    return Object.fromEntries(pairs);
  }

  say(opened) {
    if (!this.news) return;
    const names = opened.map((item) => `«${nameOf(item)}»`);
    const words = names.length === 1 ? "Открылся вопрос" : "Открылись вопросы";
    this.news.textContent = `${words}: ${names.slice(0, 3).join(", ")}`;
  }
}

function place({ place: element, condition }, env) {
  const attribute = element.matches(".chapter") ? "data-shut" : "hidden";
  const is = holds(condition, env);
  if (element.hasAttribute(attribute) === !is) return false;
  element.toggleAttribute(attribute, !is);
  return true;
}

function holds(condition, env) {
  try {
    return isShown(condition, env);
  } catch {
    return false; // what cannot be read is not known, and what is not known hides
  }
}

/* A chapter is out by its own condition, or when nothing in it is left to show. */
function close(chapter) {
  const items = itemsOf(chapter);
  const isEmpty = items.length > 0 && items.every((item) => item.hidden);
  chapter.toggleAttribute("data-off", chapter.hasAttribute("data-shut") || isEmpty);
}

function itemsOf(chapter) {
  return [...chapter.querySelectorAll(":scope > .indicator")];
}

function calculate(one, env) {
  const before = JSON.stringify(one.value);
  try {
    one.value = evaluate(one.formula, env);
  } catch {
    one.value = null;
  }
  return JSON.stringify(one.value) !== before;
}

function drawOutput({ output, value }) {
  const { decimals, unit } = output.dataset;
  const text = value?.number && withComma(value.number, Number(decimals));
  const words = text ? text + (unit ? `\u00a0${unit}` : "") : "появится, когда будут ответы";
  if (output.textContent !== words) output.textContent = words;
}

function withComma(number, places) {
  const [whole, fraction = ""] = number.split(".");
  return places > 0 ? `${whole},${fraction.padEnd(places, "0")}` : whole;
}

/* The answer in an item's fields as a value of an expression. */
function operandOf(item) {
  if (isTicked(item, "na")) return { not_applicable: true };
  if (item.dataset.rule) return asNumber(givenIn(item, "level")[0]);
  if (item.dataset.kind === "group") return asNumber(String(rowsIn(item)) || null);
  const given = givenIn(item, "value");
  if (item.dataset.operand === "number") return asNumber(given[0]);
  if (item.dataset.operand === "choices") return given.length > 0 ? given : null;
  return given[0] ?? null;
}

/* Values ticked, chosen or typed; the words of «другое» stand for its option. */
function givenIn(item, part) {
  const fields = fieldsOf(item, part);
  const others = [...item.querySelectorAll("[data-other]")].filter((field) => field.value.trim());
  const given = fields.filter(isGiven).map((field) => field.value.trim());
  return [...new Set(others.length > 0 ? [...given, OTHER] : given)];
}

function isGiven(field) {
  const isTicking = ["checkbox", "radio"].includes(field.type);
  return field.value.trim() !== "" && (!isTicking || field.checked);
}

function rowsIn(item) {
  const rows = [...item.querySelectorAll(".row-of")];
  return rows.filter((row) => [...row.querySelectorAll("[name]")].some(isGiven)).length || "";
}

function asNumber(text) {
  const plain = (text ?? "").replace(/\s/g, "").replace(",", ".").replace("−", "-");
  if (!/^-?\d{1,12}(?:\.\d{1,6})?$/.test(plain)) return null;
  return { number: plain };
}
