/* A repeating group: one more row without leaving the sheet. */

export function startRows(sheet) {
  sheet.addEventListener("click", (event) => {
    const button = event.target.closest("[data-more]");
    if (!button) return;
    event.preventDefault();
    addRow(button.closest("[data-rows]"), button);
  });
}

function addRow(box, button) {
  const rows = [...box.querySelectorAll(":scope > .row-of")];
  const last = rows[rows.length - 1];
  const row = last.cloneNode(true);
  const uid = box.closest("[data-item]").dataset.item;
  const from = indexOf(last, uid);
  for (const element of row.querySelectorAll("*")) {
    for (const { name, value } of [...element.attributes]) {
      if (value.includes(`${uid}.${from}.`)) {
        element.setAttribute(name, value.replaceAll(`${uid}.${from}.`, `${uid}.${from + 1}.`));
      }
    }
  }
  for (const field of row.querySelectorAll("input, select, textarea")) empty(field);
  row.querySelector("legend").textContent = `Строка ${rows.length + 1}`;
  last.after(row);
  button.hidden = rows.length + 1 >= Number(box.dataset.most || Infinity);
  row.querySelector("input, select, textarea")?.focus();
}

function indexOf(row, uid) {
  const names = [...row.querySelectorAll("[name]")].map((field) => field.name);
  return Number(names[0].slice(uid.length + 1).split(".")[0]);
}

function empty(field) {
  if (["checkbox", "radio"].includes(field.type)) field.checked = false;
  else field.value = "";
  field.removeAttribute("checked");
}
