/*
 * Conditions and calculated values while a form is filled: the twin of forms_builder/expressions.
 *
 * Nothing computed here is stored. Both run on tests/data/expressions/vectors.json; the semantics
 * and the form of trees and values stand in forms_builder/expressions/README.md.
 *
 * Numbers are whole BigInts of ten-billionths: a float would round otherwise than the server.
 */

const PLACES = 10;
const ONE = 10n ** BigInt(PLACES);
const LIMIT = 10n ** 15n * ONE;
const DEPTH = 12;
const NODES = 300;
const NUMBER = /^(-?)([0-9]{1,15})(?:\.([0-9]{1,10}))?$/;
const PLACE_COUNTS = Array.from({ length: PLACES + 1 }, (_, places) => String(places));
const MOMENTS = [/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/, /^[0-9]{2}:[0-9]{2}$/];
const NOT_ANSWERED = Symbol("not answered");
const NOT_APPLICABLE = Symbol("not applicable");

/** What is no expression; reason: the same word as on the server. */
export class Malformed extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * Give the value of an expression, as data.
 *
 * env: {code of question: value as data}; what it lacks is not answered. Throws Malformed.
 */
export function evaluate(tree, env) {
  return toData(valueOf(parse(tree), env));
}

/** Whether something under this condition is shown: null shows, an unknown condition hides. */
export function isShown(tree, env) {
  return tree === null || tree === undefined || valueOf(parse(tree), env) === true;
}

/** Give the codes of the questions an expression asks about. */
export function references(tree) {
  const found = new Set();
  const nodes = [parse(tree)];
  while (nodes.length > 0) {
    const node = nodes.pop();
    if (node.code !== undefined) found.add(node.code);
    nodes.push(...(node.arguments ?? []));
  }
  return [...found].sort();
}

/* Values as data */

function fromData(data) {
  if (data === null || data === undefined) return NOT_ANSWERED;
  if (typeof data === "string" || typeof data === "boolean") return data;
  if (Array.isArray(data) && data.every((word) => typeof word === "string")) return data;
  if (typeof data === "object" && !Array.isArray(data)) {
    if (isOnly(data, "not_applicable") && data.not_applicable === true) return NOT_APPLICABLE;
    if (isOnly(data, "number")) return numberFrom(data.number);
  }
  throw new Malformed("literal");
}

function isOnly(data, key) {
  const keys = Object.keys(data);
  return keys.length === 1 && keys[0] === key;
}

function numberFrom(text) {
  const [, sign, whole, fraction = ""] = (typeof text === "string" && NUMBER.exec(text)) || [];
  if (whole === undefined) throw new Malformed("number");
  const size = BigInt(whole + fraction.padEnd(PLACES, "0"));
  return sign ? -size : size;
}

function toData(value) {
  if (value === NOT_ANSWERED) return null;
  if (value === NOT_APPLICABLE) return { not_applicable: true };
  return typeof value === "bigint" ? { number: numberAsText(value) } : value;
}

function numberAsText(number) {
  const digits = String(magnitude(number)).padStart(PLACES + 1, "0");
  const fraction = digits.slice(-PLACES).replace(/0+$/, "");
  const text = digits.slice(0, -PLACES) + (fraction && `.${fraction}`);
  return number < 0n ? `-${text}` : text;
}

/* Trees */

const ARGUMENTS = new Map([
  ...["==", "!=", "<", "<=", ">", ">=", "in", "/", "round"].map((name) => [name, [2, 2]]),
  ...["and", "or", "min", "max", "sum", "mean", "count"].map((name) => [name, [1, NODES]]),
  ...["not", "answered", "not_applicable"].map((name) => [name, [1, 1]]),
  ...["+", "*"].map((name) => [name, [2, NODES]]),
  ["-", [1, 2]],
  ["if", [3, 3]],
]);

function parse(tree) {
  return read(tree, 1, { nodes: 0 });
}

function read(data, depth, counter) {
  count(counter, 1);
  if (!isObject(data) || isOnly(data, "number")) return literal(data, counter);
  const keys = Object.keys(data);
  if (keys.length !== 1) throw new Malformed("operator");
  const [operator] = keys;
  if (operator === "var") return name(data.var);
  if (!ARGUMENTS.has(operator)) throw new Malformed("operator");
  if (depth > DEPTH) throw new Malformed("deep");
  checkArguments(operator, data[operator]);
  return { operator, arguments: data[operator].map((one) => read(one, depth + 1, counter)) };
}

function isObject(data) {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

function literal(data, counter) {
  const value = fromData(data);
  if (typeof value === "symbol") throw new Malformed("literal");
  if (Array.isArray(value)) count(counter, value.length);
  return { value };
}

function count(counter, nodes) {
  counter.nodes += nodes;
  if (counter.nodes > NODES) throw new Malformed("many");
}

function name(code) {
  if (typeof code !== "string" || code === "") throw new Malformed("name");
  return { code };
}

function checkArguments(operator, values) {
  const [least, most] = ARGUMENTS.get(operator);
  if (!Array.isArray(values) || values.length < least || values.length > most) {
    throw new Malformed("arguments");
  }
  const asksAboutQuestion = operator === "answered" || operator === "not_applicable";
  if (asksAboutQuestion && !(isObject(values[0]) && isOnly(values[0], "var"))) {
    throw new Malformed("name");
  }
  if (operator === "round" && !isPlaces(values[1])) throw new Malformed("places");
}

function isPlaces(data) {
  return isObject(data) && isOnly(data, "number") && PLACE_COUNTS.includes(data.number);
}

/* Evaluation */

function valueOf(node, env) {
  if (node.code !== undefined) {
    return Object.hasOwn(env, node.code) ? fromData(env[node.code]) : NOT_ANSWERED;
  }
  if (node.operator === undefined) return node.value;
  return OPERATIONS[node.operator](node.arguments.map((one) => valueOf(one, env)));
}

function isMissing(value) {
  return typeof value === "symbol";
}

function isNumber(value) {
  return typeof value === "bigint";
}

function isTruth(value) {
  return typeof value === "boolean";
}

function equal([one, other]) {
  if (isMissing(one) || isMissing(other)) return NOT_ANSWERED;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.every((word) => other.includes(word)) && other.every((word) => one.includes(word));
  }
  return typeof one === typeof other ? one === other : NOT_ANSWERED;
}

function ordered(holds) {
  return (values) => {
    const comparable = values.every(isNumber)
      || MOMENTS.some((moment) => values.every((one) => typeof one === "string" && moment.test(one)));
    return comparable ? holds(...values) : NOT_ANSWERED;
  };
}

function not([value]) {
  return isTruth(value) ? !value : NOT_ANSWERED;
}

function and(values) {
  if (values.includes(false)) return false;
  return values.every((value) => value === true) ? true : NOT_ANSWERED;
}

function or(values) {
  if (values.includes(true)) return true;
  return values.every((value) => value === false) ? false : NOT_ANSWERED;
}

function isIn([word, words]) {
  if (typeof word !== "string" || !Array.isArray(words)) return NOT_ANSWERED;
  return words.includes(word);
}

function choose([condition, then, otherwise]) {
  if (!isTruth(condition)) return NOT_ANSWERED;
  return condition ? then : otherwise;
}

function magnitude(number) {
  return number < 0n ? -number : number;
}

/* Half away from zero, as Decimal's ROUND_HALF_UP. */
function quotient(one, other) {
  const [top, bottom] = [magnitude(one), magnitude(other)];
  const size = (2n * top + bottom) / (2n * bottom);
  return (one < 0n) === (other < 0n) ? size : -size;
}

function settled(number) {
  return magnitude(number) < LIMIT ? number : NOT_ANSWERED;
}

/* Every step is rounded, from the left. */
function arithmetic(step) {
  return (values) => values.reduce(
    (one, other) => (isNumber(one) && isNumber(other) ? settled(step(one, other)) : NOT_ANSWERED),
  );
}

const add = arithmetic((one, other) => one + other);
const subtract = arithmetic((one, other) => one - other);
const multiply = arithmetic((one, other) => quotient(one * other, ONE));

function divide([one, other]) {
  if (!isNumber(one) || !isNumber(other) || other === 0n) return NOT_ANSWERED;
  return settled(quotient(one * ONE, other));
}

function round([number, places]) {
  if (!isNumber(number)) return NOT_ANSWERED;
  const step = 10n ** (BigInt(PLACES) - places / ONE);
  return settled(quotient(number, step) * step);
}

/* Left out: what is missing. Anything given that is no number makes the whole unknown. */
function ofNumbers(summary) {
  return (values) => {
    const given = values.filter((value) => !isMissing(value));
    return given.length > 0 && given.every(isNumber) ? summary(given) : NOT_ANSWERED;
  };
}

function total(numbers) {
  return numbers.reduce((one, other) => one + other);
}

function counted(value) {
  if (isMissing(value)) return 0;
  return Array.isArray(value) ? value.length : Number(value !== false);
}

const OPERATIONS = {
  "==": equal,
  "!=": (values) => not([equal(values)]),
  "<": ordered((one, other) => one < other),
  "<=": ordered((one, other) => one <= other),
  ">": ordered((one, other) => one > other),
  ">=": ordered((one, other) => one >= other),
  and,
  or,
  not,
  in: isIn,
  answered: ([value]) => !isMissing(value),
  not_applicable: ([value]) => value === NOT_APPLICABLE,
  if: choose,
  "+": add,
  "-": (values) => subtract(values.length === 1 ? [0n, ...values] : values),
  "*": multiply,
  "/": divide,
  round,
  min: ofNumbers((numbers) => numbers.reduce((one, other) => (other < one ? other : one))),
  max: ofNumbers((numbers) => numbers.reduce((one, other) => (other > one ? other : one))),
  sum: ofNumbers((numbers) => settled(total(numbers))),
  mean: ofNumbers((numbers) => settled(quotient(total(numbers), BigInt(numbers.length)))),
  count: (values) => BigInt(values.reduce((sum, value) => sum + counted(value), 0)) * ONE,
};
