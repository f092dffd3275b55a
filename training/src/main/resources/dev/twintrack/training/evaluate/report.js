// Sorts a table by the column whose heading is pressed: numbers by value, the best first; empty cells last.
document.querySelectorAll("thead button").forEach((button) => {
  button.addEventListener("click", () => {
    const heading = button.closest("th");
    const table = heading.closest("table");
    const index = [...heading.parentNode.children].indexOf(heading);
    const first = heading.dataset.first || "ascending";
    const other = first === "ascending" ? "descending" : "ascending";
    const order = heading.getAttribute("aria-sort") === first ? other : first;
    table.querySelectorAll("th").forEach((th) => th.removeAttribute("aria-sort"));
    heading.setAttribute("aria-sort", order);
    const sign = order === "ascending" ? 1 : -1;
    const value = (row) => row.children[index].dataset.value;
    const compare = (a, b) => {
      const [left, right] = [value(a), value(b)];
      if (left === undefined || right === undefined) {
        const [text, otherText] = [a.children[index].textContent, b.children[index].textContent];
        return sign * text.localeCompare(otherText, undefined, { numeric: true });
      }
      if (left === "" || right === "") {
        return (left === "") - (right === "");
      }
      return sign * (Number(left) - Number(right));
    };
    const body = table.tBodies[0];
    [...body.rows].sort(compare).forEach((row) => body.appendChild(row));
  });
});

// A tracker's name in a legend hides and shows its lines, in all charts.
document.querySelectorAll(".legend button").forEach((button) => {
  button.addEventListener("click", () => {
    document.querySelectorAll(`[data-tracker="${CSS.escape(button.dataset.tracker)}"]`).forEach((mark) =>
      mark.classList.toggle("off"));
  });
});
