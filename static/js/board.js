// The board by keyboard, with its panel beside it and with many ticks at once. Without this the same
// links and boxes lead to pages.
(() => {
  "use strict";
})();
