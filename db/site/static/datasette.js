// What Datasette's pages do with scripts in their elements, which our pages do not allow, as a file of its own.
"use strict";
document.body.addEventListener("click", (event) => {
  const within = event.target instanceof Element ? event.target.closest("details") : null;
  for (const details of document.querySelectorAll("details[open]")) {
    if (details !== within) details.open = false;
  }
});
const format = document.querySelector("button#sql-format");
const shown = document.querySelector("pre#sql-query");
const input = document.querySelector("textarea#sql-editor");
if (input && window.CodeMirror) {
  const editor = CodeMirror.fromTextArea(input, { lineNumbers: true, mode: "text/x-sql", lineWrapping: true });
  editor.setOption("extraKeys", { "Shift-Enter": () => document.querySelector(".sql").submit(), Tab: false });
  if (window.cmResize) cmResize(editor, { resizableWidth: false });
  if (format && window.sqlFormatter) {
    format.hidden = false;
    format.addEventListener("click", () => editor.setValue(sqlFormatter.format(editor.getValue())));
  }
} else if (format && shown && window.sqlFormatter) {
  format.hidden = false;
  format.addEventListener("click", () => {
    shown.textContent = sqlFormatter.format(shown.textContent);
  });
}
