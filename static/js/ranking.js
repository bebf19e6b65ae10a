/* Places by buttons, over selects that are whole without it. Takes lists marked data-ranking (see
   questionnaires/fields/ranking.html); changes their selects and says so by an input event. */

export function start(root = document) {
  for (const list of root.querySelectorAll("[data-ranking]:not([data-moves])")) {
    list.dataset.moves = "";
    for (const row of rows(list)) addButtons(list, row);
    list.addEventListener("input", (event) => {
      if (event.target.matches("select")) makeWay(list, event.target);
    });
    sort(list);
  }
}

const rows = (list) => [...list.querySelectorAll(":scope > .rank")];
const select = (row) => row.querySelector("select");
const place = (row) => Number(select(row).value) || rows(row.parentNode).length + 1;

function addButtons(list, row) {
  const moves = document.createElement("div");
  moves.className = "rank-moves";
  for (const [step, word] of [[-1, list.dataset.up], [1, list.dataset.down]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button is-quiet is-small";
    button.textContent = word;
    button.setAttribute("aria-label", `${word}: ${row.querySelector("label").textContent.trim()}`);
    button.addEventListener("click", () => {
      move(list, row, step);
      button.focus();
    });
    moves.append(button);
  }
  row.append(moves);
}

/* A button numbers the whole list as it is seen, then swaps two neighbours. */
function move(list, row, step) {
  const seen = rows(list);
  const from = seen.indexOf(row);
  const to = Math.min(Math.max(from + step, 0), seen.length - 1);
  seen.splice(from, 1);
  seen.splice(to, 0, row);
  seen.forEach((one, index) => { select(one).value = String(index + 1); });
  sort(list);
  tell(row);
}

/* The place chosen in a select was somebody's: that one takes what this one had before. */
function makeWay(list, changed) {
  const other = rows(list).map(select).find(
    (one) => one !== changed && one.value && one.value === changed.value,
  );
  if (other) other.value = changed.dataset.before || "";
  remember(list);
}

function sort(list) {
  const focused = document.activeElement;
  for (const row of rows(list).sort((one, other) => place(one) - place(other))) list.append(row);
  if (list.contains(focused)) focused.focus();
  remember(list);
}

const remember = (list) => rows(list).map(select).forEach((one) => { one.dataset.before = one.value; });
const tell = (row) => select(row).dispatchEvent(new Event("input", { bubbles: true }));

start();
