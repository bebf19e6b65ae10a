/*
 * The answer that stands in the fields of one item. Fields are called «<item uid>.<part>»; the
 * server decodes parts, the level is counted from data (the answer's JSON in the edition's terms).
 */

const NOT_PARTS = new Set(["version", "text", "photo", "upload", "comment"]);
const indicators = new WeakMap();

export function uidOf(item) {
  return item.dataset.item;
}

/* Give what a person calls an item: its label, without «по желанию» beside it. */
export function nameOf(item) {
  const name = item.querySelector("h2, legend, label").cloneNode(true);
  name.querySelector(".optional")?.remove();
  return name.textContent.replace(/\s+/g, " ").trim() || uidOf(item);
}

export function fieldsOf(item, part) {
  return [...item.querySelectorAll(`[name="${uidOf(item)}.${part}"]`)];
}

export function partOf(field, item) {
  return field.name.slice(uidOf(item).length + 1);
}

/* Give [part, value] of everything ticked and typed. */
export function partsOf(item) {
  const fields = [...item.querySelectorAll(`[name^="${uidOf(item)}."]`)];
  return fields
    .map((field) => [partOf(field, item), field])
    .filter(([part, field]) => !NOT_PARTS.has(part) && isGiven(field))
    .map(([part, field]) => [part, field.value]);
}

function isGiven(field) {
  return ["checkbox", "radio"].includes(field.type) ? field.checked : field.value !== "";
}

/* Put parts (part → list of values) into the fields: somebody else's answer was taken. */
export function fill(item, parts) {
  for (const field of item.querySelectorAll(`[name^="${uidOf(item)}."]`)) {
    const part = partOf(field, item);
    if (NOT_PARTS.has(part)) continue;
    const values = parts[part] ?? [];
    if (field.type === "checkbox") field.checked = values.includes(field.value);
    else if (field.type === "radio") field.checked = field.value === (values[0] ?? "");
    else field.value = values[0] ?? "";
  }
}

/* What is wanted before the answer can be saved: the field of a missing reason, or null. */
export function missingReason(item) {
  const pairs = isTicked(item, "na") ? [["na", "na_reason"]] : [["na_of", "na_of_reason"]];
  if (tickedOf(item, "na_ready").some((reason) => reason !== "")) pairs.shift();
  const wanted = pairs.find(([part, reason]) => isTicked(item, part) && !valueOf(item, reason));
  return wanted ? fieldsOf(item, wanted[1])[0] : null;
}

export function isTicked(item, part) {
  return tickedOf(item, part).length > 0;
}

function tickedOf(item, part) {
  return fieldsOf(item, part).filter((field) => field.checked).map((field) => field.value);
}

function valueOf(item, part) {
  return fieldsOf(item, part)[0]?.value.trim() ?? "";
}

/* Give the answer's data of an indicator, null while nothing is answered. */
export function dataOf(item) {
  if (isTicked(item, "na")) return { state: "not_applicable", reason: valueOf(item, "na_reason") };
  if (item.dataset.rule === "direct") {
    const level = tickedOf(item, "level")[0] ?? "";
    return level === "" ? null : { state: "answered", level: Number(level) };
  }
  const confirmed = tickedOf(item, "confirmed");
  const passed = tickedOf(item, "na_of");
  if (confirmed.length + passed.length === 0 && !isTicked(item, "none")) return null;
  const reason = valueOf(item, "na_of_reason");
  const reasons = Object.fromEntries(passed.map((uid) => [uid, reason]));
  return { state: "answered", confirmed, not_applicable: reasons };
}

/* Give the indicator as level.js reads it, and the texts of its characteristics by uid. */
export function indicatorOf(item) {
  if (!indicators.has(item)) indicators.set(item, readIndicator(item));
  return indicators.get(item);
}

function readIndicator(item) {
  const fields = fieldsOf(item, "confirmed");
  const characteristics = fields.map((field) => ({
    uid: field.value,
    level: Number(field.closest("[data-step]").dataset.step),
    strand: field.dataset.strand || null,
  }));
  const texts = new Map(
    fields.map((field) => [field.value, field.nextElementSibling.textContent.trim()]),
  );
  return { rule: item.dataset.rule, gaps: [], characteristics, texts };
}

/* One tick excludes another: «ни одна» and any; confirmed and not applicable. */
export function settle(item, field) {
  const part = partOf(field, item);
  if (!field.checked) return;
  if (part === "none") untick(fieldsOf(item, "confirmed"));
  if (part === "confirmed" || part === "na_of") {
    untick(fieldsOf(item, "none"));
    const other = part === "confirmed" ? "na_of" : "confirmed";
    untick(fieldsOf(item, other).filter((one) => one.value === field.value));
  }
}

function untick(fields) {
  for (const field of fields) field.checked = false;
}
