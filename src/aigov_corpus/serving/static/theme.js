// Runs before the page is drawn, so that it does not flash in the wrong colours.
(function () {
  "use strict";
  let theme = null;
  try {
    theme = localStorage.getItem("aigov-theme");
  } catch (error) {
    theme = null; // the browser keeps nothing; the system's setting counts
  }
  if (theme === "light" || theme === "dark") {
    document.documentElement.dataset.theme = theme;
  }
})();
