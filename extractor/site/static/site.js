// The little that a page does by itself; every page works without it.

// A page whose file is gone says so in place of its picture.
for (const picture of document.querySelectorAll(".sheet img")) {
  const gone = () => {
    picture.closest(".sheet").hidden = true;
    document.querySelector(".no-picture").hidden = false;
  };
  picture.addEventListener("error", gone);
  if (picture.complete && picture.naturalWidth === 0) gone();
}

// Open menus close when something else is chosen, or by Escape.
const closeMenus = (except) => {
  for (const menu of document.querySelectorAll("details.nav-menu[open], details.actions-menu-links[open]")) {
    if (menu !== except) menu.open = false;
  }
};
document.addEventListener("click", (event) => closeMenus(event.target.closest("details")));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeMenus(null);
});

// Datasette's tables that are wider than the screen can be scrolled by keyboard.
for (const table of document.querySelectorAll(".table-wrapper")) {
  table.tabIndex = 0;
}

// A setting that Datasette's table.js expects from a script inside the page.
const facets = document.querySelector("meta[name=allow-facet]");
if (facets) window.DATASETTE_ALLOW_FACET = facets.content === "true";

// Datasette's filters have no labels of their own.
const labels = {
  _search: "Search",
  _sort: "Sort by",
  _sort_by_desc: "Descending",
  _filter_column: "Filter: column",
  _filter_op: "Filter: comparison",
  _filter_value: "Filter: value",
};
for (const field of document.querySelectorAll("form.filters input, form.filters select, form.filters-form input")) {
  const label = labels[field.name.replace(/_\d+$/, "")];
  if (label && !field.labels?.length) field.setAttribute("aria-label", label);
}

// Datasette's SQL editor, which it starts by a script inside the page. Its parts load later.
window.addEventListener("load", () => {
  const editor = document.querySelector("textarea#sql-editor");
  if (!editor || !window.CodeMirror) return;
  const mirror = window.CodeMirror.fromTextArea(editor, {
    lineNumbers: true,
    mode: "text/x-sql",
    lineWrapping: true,
    extraKeys: { "Shift-Enter": () => document.querySelector("form.sql").submit(), Tab: false },
  });
  mirror.getInputField().setAttribute("aria-label", "SQL");
  const format = document.querySelector("button#sql-format");
  if (format && window.sqlFormatter) {
    format.hidden = false;
    format.addEventListener("click", () => mirror.setValue(window.sqlFormatter.format(mirror.getValue())));
  }
});
