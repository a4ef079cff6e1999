package org.tokenlab.analysis.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tokenlab.analysis.study.CellGroup.ModelFile;
import org.tokenlab.analysis.study.CellGroup.Results;
import org.tokenlab.analysis.study.GroupFile.DamagedException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/// Whether every file of a study is still what the study wrote: cells by their own checksums,
/// models by the hashes that the cells keep, tables and report by those in `provenance.json`.
///
/// @param files how many were checked
/// @param problems one line each: file, what was expected, what was found
public record StudyCheck(int files, List<String> problems) {

  /// Checks the study in `folder`; reads every file once, writes nothing.
  ///
  /// @throws StudyException if no study has begun there, or the folder can't be read
  public static StudyCheck of(Path folder) throws StudyException {
    Map<String, String> wanted = new TreeMap<>(); // SHA-256 by path within the folder
    List<String> problems = new ArrayList<>();
    int files = 0;
    try {
      for (PlanFile.Planned group : PlanFile.read(folder)) {
        Path cells = ResultStore.cells(folder, group.key());
        if (!Files.exists(cells)) {
          continue; // not done yet; StudyStatus tells
        }
        files++;
        try {
          Results results = GroupFile.read(group.key(), Files.readAllBytes(cells));
          for (ModelFile model : results.models()) {
            wanted.put("models/" + model.name(), model.sha256());
          }
        } catch (DamagedException e) {
          problems.add(folder.relativize(cells) + ": " + e.getMessage());
        }
      }
      published(folder, wanted, problems);
      for (Map.Entry<String, String> file : wanted.entrySet()) {
        files++;
        String found = hash(folder.resolve(file.getKey()));
        if (!found.equals(file.getValue())) {
          problems.add(
              "%s: expected SHA-256 %s; found %s"
                  .formatted(file.getKey(), file.getValue(), found.isEmpty() ? "no file" : found));
        }
      }
    } catch (IOException e) {
      throw new StudyException(folder + ": can't be read: " + e.getMessage(), e);
    }
    return new StudyCheck(files, List.copyOf(problems));
  }

  private static String hash(Path file) throws IOException {
    try {
      return Sha256.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  /// Adds what `provenance.json` says of the other files, if a run has come so far.
  private static void published(Path folder, Map<String, String> wanted, List<String> problems)
      throws IOException {
    Path file = folder.resolve("provenance.json");
    if (!Files.exists(file)) {
      return;
    }
    int before = wanted.size();
    try (JsonParser json =
        new JsonFactory().createParser(ObjectReadContext.empty(), Files.readAllBytes(file))) {
      boolean here = false;
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.PROPERTY_NAME) {
          String name = json.currentName();
          JsonToken value = json.nextToken();
          if (here && value == JsonToken.VALUE_STRING) {
            wanted.put(name, json.getString());
          }
          here |= name.equals("files_sha256") && value == JsonToken.START_OBJECT;
        } else if (here && token == JsonToken.END_OBJECT) {
          break;
        }
      }
    } catch (StreamReadException e) {
      problems.add("provenance.json: not JSON: " + e.getOriginalMessage());
      return;
    }
    if (wanted.size() == before) {
      problems.add("provenance.json: names no files under \"files_sha256\"");
    }
  }
}
