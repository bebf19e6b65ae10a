/*
 * The editor of a form: conditions choose their question from the questions of this very form.
 *
 * Fields stay what they are (a code typed by hand); this puts a list before them, offers the values
 * of the question chosen, and tells at each question in how many conditions it is named. The server
 * tells the same after saving, see forms_builder/questionnaires/forms.py.
 */
(() => {
  const CODE = /^(.+-\d+-value)-code$/;
  const NESTED = /-value-items-\d+-value-/; // a row of a repeating group has no name outside it
  const STATES = ["answered", "unanswered", "not_applicable"];
  const WORDS = ["условии или формуле", "условиях или формулах", "условиях или формулах"];

  function plural(count) {
    if (count % 10 === 1 && count % 100 !== 11) return WORDS[0];
    return WORDS[1];
  }

  function named(name) {
    return document.querySelector(`[name="${CSS.escape(name)}"]`);
  }

  function isDeleted(field) {
    return Boolean(field.closest("[data-contentpath]")) && field.name
      .split("-value")
      .slice(0, -1)
      .some((_, place, parts) => {
        const deleted = named(`${parts.slice(0, place + 1).join("-value")}-deleted`);
        return deleted !== null && deleted.value === "1";
      });
  }

  /* Every question that is asked: {prefix, code, label, field}. */
  function questions() {
    return [...document.querySelectorAll('input[name$="-value-code"]')]
      .map((field) => ({ field, prefix: (CODE.exec(field.name) ?? [])[1] }))
      .filter(({ field, prefix }) => prefix && !NESTED.test(field.name) && !isDeleted(field))
      .map(({ field, prefix }) => ({
        field,
        prefix,
        code: field.value.trim(),
        label: named(`${prefix}-label`)?.value.trim() ?? "",
        retired: named(`${prefix}-retired`)?.checked ?? false,
      }));
  }

  function pickers() {
    return [...document.querySelectorAll("[data-condition-question]")]
      .filter((field) => !isDeleted(field));
  }

  /* The question that holds a field, by the longest name they share. */
  function holder(field, all) {
    return all.find((one) => field.name.startsWith(`${one.prefix}-`));
  }

  function titleOf(field, all) {
    const question = holder(field, all);
    if (question) return question.label || question.code;
    const section = named(field.name.replace(/-value-show_if-.*$/, "-value-title"));
    return section?.value ?? "";
  }

  /* Question lists */

  function fill(select, field, all) {
    const own = holder(field, all);
    const rows = all.filter((one) => one.code && !one.retired && one !== own);
    const options = [new Option("— выберите вопрос —", "")];
    options.push(...rows.map((one) => new Option(`${one.label || "Без названия"} (${one.code})`, one.code)));
    if (field.value && !rows.some((one) => one.code === field.value)) {
      options.push(new Option(`${field.value} — такого вопроса нет`, field.value));
    }
    select.replaceChildren(...options);
    select.value = field.value;
  }

  function dress(field) {
    const select = document.createElement("select");
    field.dataset.dressed = "1";
    select.id = field.id;
    field.id = `${field.id}-code`;
    field.hidden = true;
    field.after(select);
    select.addEventListener("mousedown", () => fill(select, field, questions()));
    select.addEventListener("focus", () => fill(select, field, questions()));
    select.addEventListener("change", () => {
      field.value = select.value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
    return select;
  }

  function drawPickers(all) {
    for (const field of document.querySelectorAll("[data-condition-question]")) {
      const select = field.dataset.dressed ? field.nextElementSibling : dress(field);
      if (select !== document.activeElement) fill(select, field, all);
    }
  }

  /* Values */

  /* A ready list, once chosen, is asked instead of the question's own options. */
  function listed(question) {
    const chosen = named(`${question.prefix}-list`)?.selectedOptions?.[0];
    return chosen?.dataset.options ? JSON.parse(chosen.dataset.options) : null;
  }

  function valuesOf(question) {
    if (question === undefined) return [];
    const ready = listed(question);
    if (ready) return ready;
    const rows = document.querySelectorAll(`input[name^="${CSS.escape(question.prefix)}-choices-"]`);
    const values = [...rows]
      .filter((field) => /-choices-\d+-value-value$/.test(field.name) && !isDeleted(field))
      .map((field) => [field.value, named(field.name.replace(/value$/, "label"))?.value ?? ""]);
    const kind = named(`${question.prefix.replace(/-value$/, "")}-type`)?.value;
    if (kind === "consent") return [["yes", "согласие дано"]];
    return kind === "yes_no" ? [["yes", "да"], ["no", "нет"]] : values;
  }

  function drawValues(all) {
    for (const field of document.querySelectorAll("[data-condition-value]")) {
      const row = field.name.replace(/-value$/, "");
      const asked = named(`${row}-question`)?.value;
      const operator = named(`${row}-operator`)?.value;
      const place = field.closest('[data-contentpath="value"]') ?? field;
      place.hidden = STATES.includes(operator);
      offer(field, valuesOf(all.find((one) => one.code && one.code === asked)));
    }
  }

  function offer(field, values) {
    const key = JSON.stringify(values);
    if (field.dataset.offered === key) return;
    field.dataset.offered = key;
    const id = `${field.id}-list`;
    const list = document.getElementById(id) ?? document.createElement("datalist");
    list.id = id;
    list.replaceChildren(...values.map(([value, label]) => new Option(label, value)));
    field.after(list);
    field.setAttribute("list", id);
  }

  /* «Используется в 3 условиях» */

  function uses(all) {
    const found = new Map();
    for (const field of pickers()) {
      if (!field.value || holder(field, all)?.retired) continue;
      found.set(field.value, [...(found.get(field.value) ?? []), titleOf(field, all)]);
    }
    return found;
  }

  function told(question, holders) {
    const places = holders.map((title) => `«${title}»`).join(", ");
    const words = `${holders.length} ${plural(holders.length)}: ${places}.`;
    return question.retired
      ? `Вопрос снят, а назван в ${words} Поправьте их до заморозки.`
      : `Используется в ${words}`;
  }

  function note(field) {
    const known = field.parentElement.querySelector(":scope > [data-uses]");
    if (known) return known;
    const made = document.createElement("p");
    made.dataset.uses = "";
    made.className = "help";
    made.setAttribute("role", "status");
    field.after(made);
    return made;
  }

  function drawUses(all) {
    const found = uses(all);
    for (const question of all) {
      const holders = question.code ? found.get(question.code) ?? [] : [];
      const words = holders.length > 0 ? told(question, holders) : "";
      const place = words || question.field.parentElement.querySelector(":scope > [data-uses]");
      if (place && note(question.field).textContent !== words) {
        note(question.field).textContent = words;
      }
    }
  }

  /* Deleting asks first: the conditions that name the question would lose it. */
  function askBeforeDeleting(event) {
    const button = event.target.closest('[data-streamfield-action="DELETE"]');
    const block = button?.closest("[data-streamfield-child]");
    if (!block) return;
    const all = questions();
    const found = uses(all);
    const inside = all.filter((one) => block.contains(one.field) && found.has(one.code));
    if (inside.length === 0) return;
    const words = inside.map((one) => `«${one.label}»: ${told({}, found.get(one.code))}`);
    if (!window.confirm(`${words.join("\n")}\nУдалить?`)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }

  function draw() {
    const all = questions();
    drawPickers(all);
    drawValues(all);
    drawUses(all);
  }

  let waiting = 0;

  function drawSoon() {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(draw, 150);
  }

  function isNews(record) {
    const own = "[data-uses], select, datalist, option";
    return [...record.addedNodes, ...record.removedNodes]
      .some((node) => node.nodeType === Node.ELEMENT_NODE && !node.matches(own));
  }

  function start() {
    const form = document.querySelector("[data-edit-form], #w-editor-form");
    if (!form) return;
    form.addEventListener("input", drawSoon);
    form.addEventListener("change", drawSoon);
    document.addEventListener("click", askBeforeDeleting, true);
    new MutationObserver((records) => {
      if (records.some(isNews)) drawSoon();
    }).observe(form, { childList: true, subtree: true });
    draw();
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
