package org.tokenlab.analysis.report;

import java.util.Set;

/// Writing systems, few enough to be told apart by colour.
enum ScriptGroup {
  LATIN("latin", "Latin", Set.of("Latn", "Latf", "Latg")),
  CYRILLIC("cyrillic", "Cyrillic", Set.of("Cyrl", "Cyrs")),
  ARABIC("arabic", "Arabic", Set.of("Arab", "Aran")),
  SOUTH_ASIAN(
      "south-asian",
      "South Asian (Devanagari …)",
      Set.of(
          "Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym", "Sinh", "Tibt",
          "Limb", "Newa", "Sylo", "Mtei", "Cakm", "Gong", "Gonm", "Lepc", "Saur", "Tirh", "Kthi")),
  SOUTHEAST_ASIAN(
      "southeast-asian",
      "Southeast Asian (Thai …)",
      Set.of(
          "Thai", "Laoo", "Khmr", "Mymr", "Java", "Bali", "Sund", "Lana", "Tale", "Talu", "Cham",
          "Bugi", "Tglg", "Batk", "Tavt", "Rjng", "Kali")),
  CJK(
      "cjk",
      "Chinese, Japanese, Korean",
      Set.of("Hans", "Hant", "Hani", "Jpan", "Hira", "Kana", "Kore", "Hang", "Bopo")),
  OTHER("other", "Other scripts", Set.of());

  private final String cssClass;
  private final String label;
  private final Set<String> scripts;

  ScriptGroup(String cssClass, String label, Set<String> scripts) {
    this.cssClass = cssClass;
    this.label = label;
    this.scripts = scripts;
  }

  /// The group of an ISO 15924 code; [#OTHER] for all that are not listed.
  static ScriptGroup of(String script) {
    for (ScriptGroup group : values()) {
      if (group.scripts.contains(script)) {
        return group;
      }
    }
    return OTHER;
  }

  String cssClass() {
    return cssClass;
  }

  String label() {
    return label;
  }
}
