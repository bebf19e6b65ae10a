/* What the sheet says about a level while ticking: the twin of portal/responses/words.py. */

export function levelHead(result) {
  if (result.state === "not_answered") return "Пока не оценено";
  if (result.state === "not_applicable") return "Не применимо";
  return result.level === 0 ? "Ниже первого уровня" : `Уровень ${result.level}`;
}

export function levelRest(result, titles) {
  const words = [];
  if (result.level) words.push(lowerFirst(titles[result.level - 1]));
  if (typeof result.score === "string") words.push(`балл ${twoPlaces(result.score)}`);
  return words.join(" · ");
}

export function nextStep(result, rule, texts) {
  const step = result.next;
  if (result.state === "scored" && step === null && rule !== "direct") {
    return "Подтверждено всё: это высший уровень.";
  }
  if (step === null) return "";
  const named = step.missing.map((uid) => `«${texts.get(uid).replace(/\.+$/, "")}»`);
  const start = `До уровня ${step.level} не хватает`;
  if (named.length === 1) return `${start} одного: ${named[0]}.`;
  if (named.length === 2) return `${start} двух: ${named[0]} и ${named[1]}.`;
  return `${start} ${named.length} ${genitive(named.length)}. Первая: ${named[0]}.`;
}

function lowerFirst(text) {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

function genitive(count) {
  return count % 10 === 1 && count % 100 !== 11 ? "характеристики" : "характеристик";
}

/* «5/3» → «1,67»: half up, in whole numbers. */
function twoPlaces(fraction) {
  const [total, count] = fraction.split("/").map(Number);
  const cents = Math.floor((200 * total + count) / (2 * count));
  return `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, "0")}`;
}
