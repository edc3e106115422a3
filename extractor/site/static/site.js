// The little that a page does by itself; every page works without it.

// A page whose file is gone says so in place of its picture.
for (const picture of document.querySelectorAll(".sheet img")) {
  const gone = () => {
    picture.closest(".sheet").hidden = true;
    const said = document.querySelector(".no-picture");
    said.textContent = "The file of this page is no longer where it was read, so it cannot be shown.";
    said.hidden = false;
  };
  picture.addEventListener("error", gone);
  if (picture.complete && picture.naturalWidth === 0) gone();
}

// A chart as a picture: its own SVG, drawn on a canvas.
for (const button of document.querySelectorAll("button[data-png]")) {
  button.parentElement.hidden = false;
  button.addEventListener("click", () => {
    const picture = new Image();
    picture.addEventListener("load", () => {
      const canvas = document.createElement("canvas");
      canvas.width = picture.naturalWidth * 2;
      canvas.height = picture.naturalHeight * 2;
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => {
        const link = document.createElement("a");
        link.href = URL.createObjectURL(blob);
        link.download = "chart.png";
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
      }, "image/png");
    });
    picture.src = button.dataset.png;
  });
}

// Texts that are there to be copied.
for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    button.textContent = "Copied";
  });
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

// Datasette describes every column before the first row: folded, the rows are in view.
for (const list of document.querySelectorAll("dl.column-descriptions")) {
  const folded = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = "What the columns mean";
  list.before(folded);
  folded.append(summary, list);
}

// Datasette goes from its title straight to headings of the third level.
for (const heading of document.querySelectorAll("body.db h3, body.table h3")) {
  heading.setAttribute("aria-level", "2");
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
