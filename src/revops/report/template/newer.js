(function () {
  "use strict";

  var offer = document.getElementById("newer");
  var amiss = document.getElementById("amiss");
  var mine = offer && offer.dataset.edition;
  if (!mine) return;
  var SIDES = 15000;
  var width = Number(mine.split("x")[0]);
  var height = Number(mine.split("x")[1]);
  var isRed = width > SIDES || document.querySelector("body > [role=alert]") !== null;
  var waiting = 0;

  function look() {
    if (document.hidden || !offer.hidden) return;
    var sign = new Image();
    sign.onload = function () {
      var same = (sign.naturalWidth - width) % SIDES === 0 && sign.naturalHeight === height;
      var goneWrong = sign.naturalWidth > SIDES;
      amiss.hidden = isRed || !goneWrong;
      offer.hidden = same && (goneWrong || !isRed);
    };
    sign.onerror = function () { clearInterval(waiting); };
    sign.src = "edition.svg?" + Date.now();
  }

  function reload(event) {
    event.preventDefault();
    window.location.reload();
  }

  offer.querySelector("a").addEventListener("click", reload);
  amiss.querySelector("a").addEventListener("click", reload);
  document.addEventListener("visibilitychange", look);
  waiting = setInterval(look, 15000);
})();
