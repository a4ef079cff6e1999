package org.tokenlab.tokenizers.peers;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A peer at work: `peer.py` as a process that is asked over its standard input and output.
///
/// Not thread-safe; one question at a time.
final class PeerProcess implements AutoCloseable {
  private final Process process;
  private final Path log;
  private final DataOutputStream questions;
  private final DataInputStream answers;

  /// @param log gets what the peer says about errors
  PeerProcess(JudgedVocabulary vocabulary, Path log) throws IOException {
    this.log = log;
    List<String> command =
        new ArrayList<>(List.of(python(), JudgedVocabulary.folder().resolve("peer.py").toString()));
    command.addAll(vocabulary.arguments());
    ProcessBuilder builder = new ProcessBuilder(command);
    // A refused truncation is a panic with many lines in HF.
    builder.environment().put("RUST_BACKTRACE", "0");
    process = builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
    questions = new DataOutputStream(new java.io.BufferedOutputStream(process.getOutputStream()));
    answers = new DataInputStream(new java.io.BufferedInputStream(process.getInputStream()));
  }

  /// `-Dtokenlab.python`, or the environment variable `TOKENLAB_PYTHON`, or `python3`: one that has
  /// what `requirements.txt` names.
  static String python() {
    String property = System.getProperty("tokenlab.python");
    String variable = System.getenv("TOKENLAB_PYTHON");
    return property != null ? property : variable != null ? variable : "python3";
  }

  /// Starts a question; the answer comes while the caller does something else.
  CompletableFuture<byte[]> ask(String header, List<byte[]> records) {
    // Not in the common pool: on two processors that has one thread, and peers would take turns.
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return answer(header, records);
          } catch (IOException e) {
            throw new UncheckedIOException(
                new IOException(
                    "The peer " + python() + " gave no answer; its last words are in " + log, e));
          }
        },
        task -> Thread.ofPlatform().daemon().start(task));
  }

  private byte[] answer(String header, List<byte[]> records) throws IOException {
    byte[] words = header.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    ByteBuffer head =
        ByteBuffer.allocate(8 + words.length + 4 * records.size()).order(ByteOrder.LITTLE_ENDIAN);
    head.putInt(words.length).put(words).putInt(records.size());
    records.forEach(record -> head.putInt(record.length));
    questions.write(head.array());
    for (byte[] record : records) {
      questions.write(record);
    }
    questions.flush();
    byte[] answer = new byte[Integer.reverseBytes(answers.readInt())];
    answers.readFully(answer);
    return answer;
  }

  @Override
  public void close() {
    try {
      questions.close(); // the end of its input ends it
      process.waitFor();
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
