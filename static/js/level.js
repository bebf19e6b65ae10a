/*
 * The level of one indicator while ticking: the twin of portal/scoring/indicators.py.
 *
 * Only the indicator rule is computed here, for the eyes; what is stored is computed on the server.
 * Both run on tests/scoring/vectors/indicator_level.json; rules and reasons stand in
 * portal/scoring/README.md.
 */

/**
 * Give the level of an indicator.
 *
 * indicator: as in the edition's JSON; answer: the answer's JSON, null when there is none;
 * scaleTop: the scale's highest level, needed for `top` of a direct indicator only.
 * Returns {state: "scored" | "not_applicable" | "not_answered",
 *   score: number, or the exact fraction as text ("7/2") when it is not whole, or null,
 *   level: whole number of levels reached, or null,
 *   next: null | {level, missing: [uid…]}, top: number, or null (direct without scaleTop)}.
 */
export function indicatorLevel(indicator, answer, scaleTop = null) {
  const top = topOf(indicator, scaleTop);
  if (answer === null || answer === undefined) return unscored("not_answered", top);
  if (answer.state === "not_applicable") return unscored("not_applicable", top);
  if (indicator.rule === "direct") return scored(answer.level, 1, null, top);
  const climbs = climbsOf(indicator, answer, top).filter(applies);
  if (climbs.length === 0) return unscored("not_applicable", top);
  const total = sum(climbs.map(height));
  const next = indicator.rule === "cumulative_by_strand"
    ? nextOfMean(climbs, Math.floor(total / climbs.length) + 1)
    : nextOf(climbs[0]);
  return scored(total, climbs.length, next, top);
}

function topOf(indicator, scaleTop) {
  if (indicator.rule !== "direct") {
    return Math.max(0, ...indicator.characteristics.map((item) => item.level));
  }
  if (scaleTop === null) return null;
  let top = scaleTop;
  while (indicator.gaps.includes(top)) top -= 1;
  return top;
}

function unscored(state, top) {
  return { state, score: null, level: null, next: null, top };
}

function scored(total, count, next, top) {
  const level = Math.floor(total / count);
  return { state: "scored", score: exact(total, count), level, next, top };
}

/* Whole numbers stay numbers; a third has no float, so it travels as text in lowest terms. */
function exact(total, count) {
  const shared = divisor(total, count);
  return total % count === 0 ? total / count : `${total / shared}/${count / shared}`;
}

function divisor(one, other) {
  return other === 0 ? one : divisor(other, one % other);
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

/* One climb for the indicator, or one per strand in the order strands first appear. */
function climbsOf(indicator, answer, top) {
  const marks = {
    confirmed: new Set(answer.confirmed),
    excluded: new Set(Object.keys(answer.not_applicable ?? {})),
  };
  const groups = new Map();
  for (const item of indicator.characteristics) {
    const group = indicator.rule === "cumulative_by_strand" ? item.strand : null;
    groups.set(group, [...(groups.get(group) ?? []), item]);
  }
  return [...groups.values()].map((items) => climb(items, marks, top));
}

function climb(items, marks, top) {
  const rows = [];
  for (let level = 1; level <= top; level += 1) {
    const applicable = items
      .filter((item) => item.level === level && !marks.excluded.has(item.uid));
    const missing = applicable
      .filter((item) => !marks.confirmed.has(item.uid))
      .map((item) => item.uid);
    const barred = rows.some((row) => row.verdict === "not_met");
    rows.push({ level, missing, verdict: verdict(applicable, missing, barred) });
  }
  return rows;
}

/* The number is the same for a gap and for a level passed over: here they need one word. */
function verdict(applicable, missing, barred) {
  if (applicable.length === 0) return "passed_over";
  if (barred) return "not_reached";
  return missing.length > 0 ? "not_met" : "met";
}

function applies(rows) {
  return rows.some((row) => row.verdict !== "passed_over");
}

function height(rows) {
  return Math.max(0, ...rows.filter((row) => row.verdict === "met").map((row) => row.level));
}

function nextOf(rows) {
  const stop = rows.find((row) => row.verdict === "not_met");
  return stop === undefined ? null : { level: stop.level, missing: stop.missing };
}

/* What brings the mean of several climbs to the target, lowest strand first; null: nothing does. */
function nextOfMean(climbs, target) {
  const heights = climbs.map(height);
  const ways = climbs.map(stepsOf);
  const missing = [];
  while (sum(heights) < target * climbs.length) {
    const open = ways.map((_, place) => place).filter((place) => ways[place].length > 0);
    if (open.length === 0) return null;
    const lowest = open.reduce((best, place) => (heights[place] < heights[best] ? place : best));
    const step = ways[lowest].shift();
    heights[lowest] = step.level;
    missing.push(...step.missing);
  }
  return { level: target, missing };
}

/* A level already confirmed in full comes with the open one below it. */
function stepsOf(rows) {
  const steps = [];
  for (const row of rows.filter((one) => ["not_met", "not_reached"].includes(one.verdict))) {
    if (row.missing.length > 0) steps.push({ level: row.level, missing: row.missing });
    else steps[steps.length - 1].level = row.level;
  }
  return steps;
}
