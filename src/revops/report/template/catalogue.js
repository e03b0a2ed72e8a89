(function () {
  "use strict";

  var box = document.getElementById("search");
  var told = document.getElementById("found");
  var entries = Array.prototype.slice.call(document.querySelectorAll(".metric"));
  var links = Array.prototype.slice.call(document.querySelectorAll(".ids a"));

  function plain(words) {
    return words.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  }

  var texts = entries.map(function (entry) { return plain(entry.textContent + " " + entry.id.replace(/_/g, " ")); });

  function search() {
    var words = plain(box.value).split(/\s+/).filter(Boolean);
    var n = 0;
    entries.forEach(function (entry, place) {
      var fits = words.every(function (word) { return texts[place].indexOf(word) >= 0; });
      entry.hidden = !fits;
      links[place].parentNode.hidden = !fits;
      n += fits ? 1 : 0;
    });
    told.textContent = words.length ? told.dataset.words.replace("{n}", n) : "";
  }

  function open() {
    var entry = document.getElementById(location.hash.slice(1));
    if (entry && entry.hidden) { box.value = ""; search(); entry.scrollIntoView(); }
  }

  document.getElementById("searching").hidden = false;
  box.addEventListener("input", search);
  window.addEventListener("hashchange", open);
  search();
})();
