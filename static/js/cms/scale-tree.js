// Drag of an indicator to another place. It ends in the same form that the buttons send, so a page
// that is out of date is refused there; without this script the buttons and the form do it all.

const tree = document.querySelector("[data-scale-tree]");
const LAST = "scale-tree-act";

function rowsOf(body) {
  return [...body.querySelectorAll("tr[data-move]")];
}

function send(row, body, position) {
  for (const [name, value] of [["area", body.dataset.area], ["position", position + 1]]) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    tree.append(field);
  }
  tree.action = row.dataset.move;
  tree.submit();
}

function makeSortable() {
  let dragged = null;
  for (const row of tree.querySelectorAll("tr[data-move]")) {
    row.draggable = true;
    for (const link of row.querySelectorAll("a")) link.draggable = false; // the row goes, not its address
  }

  tree.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("tr[data-move]");
    if (!dragged) return;
    dragged.classList.add("is-dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.id);
  });

  tree.addEventListener("dragover", (event) => {
    const row = event.target.closest("tr[data-move]");
    if (!dragged || !row) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "move";
    tree.querySelector(".is-target")?.classList.remove("is-target");
    row.classList.add("is-target");
  });

  tree.addEventListener("drop", (event) => {
    const row = event.target.closest("tr[data-move]");
    if (!dragged || !row || row === dragged) return;
    event.preventDefault();
    const body = row.closest("[data-area]");
    const rows = rowsOf(body);
    const falls = rows.includes(dragged) && rows.indexOf(dragged) < rows.indexOf(row);
    const others = rows.filter((one) => one !== dragged);
    send(dragged, body, others.indexOf(row) + (falls ? 1 : 0)); // downwards it lands behind
  });

  tree.addEventListener("dragend", () => {
    dragged?.classList.remove("is-dragged");
    tree.querySelector(".is-target")?.classList.remove("is-target");
    dragged = null;
  });
}

// After a move the page is new: the keyboard goes on from the button that was pressed.
function keepFocus() {
  tree.addEventListener("submit", (event) => {
    if (event.submitter?.name === "to") sessionStorage.setItem(LAST, event.submitter.value);
  });
  const last = sessionStorage.getItem(LAST);
  sessionStorage.removeItem(LAST);
  if (!last || !location.hash.startsWith("#i-")) return;
  // Going to the address's fragment takes the focus away once the page is loaded.
  if (document.readyState === "complete") focusOn(location.hash.slice(1), last);
  else addEventListener("load", () => setTimeout(focusOn, 0, location.hash.slice(1), last));
}

function focusOn(id, last) {
  const row = document.getElementById(id);
  const wanted = row?.querySelector(`button[value="${last}"]:not(:disabled)`);
  (wanted ?? row?.querySelector("button[name=to]:not(:disabled)"))?.focus();
}

if (tree) {
  keepFocus();
  if ("sortable" in tree.dataset) makeSortable();
}
