package org.tokenlab.tokenizers.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokenlab.tokenizers.ModelFileException;
import org.tokenlab.tokenizers.wordpool.Tensor;
import org.tokenlab.tokenizers.wordpool.Tensors;

final class SafeTensorsTest {
  @TempDir private Path folder;

  private Path file(String header, int dataBytes) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json);
    for (int i = 0; i < dataBytes / 4; i++) {
      bytes.putFloat(i + 0.5f);
    }
    return Files.write(folder.resolve("x.safetensors"), bytes.array());
  }

  private void refused(String header, int dataBytes, String... parts) throws IOException {
    Path file = file(header, dataBytes);
    ModelFileException e =
        assertThrows(ModelFileException.class, () -> SafeTensors.read(file), header);
    String message = String.valueOf(e.getMessage());
    assertTrue(message.startsWith(file.toString()), message);
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("b", new Tensor(new int[] {2, 3}, new float[] {1, -2, 3e-30f, 4, 5, 6}));
    tensors.put("a \"ü", new Tensor(new int[0], new float[] {7}));
    tensors.put("empty", new Tensor(new int[] {0, 4}, new float[0]));
    Path file = folder.resolve("x.safetensors");
    SafeTensors.write(new Tensors(tensors), file);
    Map<String, Tensor> read = SafeTensors.read(file).byName();
    assertEquals(List.copyOf(tensors.keySet()), List.copyOf(read.keySet()));
    tensors.forEach((name, tensor) -> {
      assertArrayEquals(tensor.shape(), read.get(name).shape());
      assertArrayEquals(tensor.values(), read.get(name).values());
    });
    byte[] bytes = Files.readAllBytes(file);
    assertEquals(0, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8);
  }

  @Test
  void tensorsMayStandInAnyOrderBesideMetadata() throws IOException {
    Path file =
        file(
            "{\"__metadata__\":{\"k\":\"v\"},\"y\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]},"
                + "\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
            12);
    Tensors tensors = SafeTensors.read(file);
    assertArrayEquals(new float[] {0.5f, 1.5f}, tensors.get("x").values());
    assertArrayEquals(new float[] {2.5f}, tensors.get("y").values());
  }

  @Test
  void damageIsRefusedWithNameAndPlace() throws IOException {
    String x = "\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":";
    refused("{" + x.replace("F32", "F16") + "[0,8]}}", 8, "x.dtype", "F16", "\"F32\"");
    refused("{" + x + "[0,4]}}", 4, "x.data_offsets", "8 bytes", "[2]");
    refused("{" + x + "[8,16]}}", 16, "\"x\"", "offset 8", "not where it should");
    refused(
        "{" + x + "[0,8]}," + x.replace("\"x\"", "\"y\"") + "[4,12]}}",
        12,
        "\"y\"",
        "inside \"x\"");
    refused("{" + x + "[0,8]}}", 12, "wanted ", "found ");
    refused("{" + x + "[0,8]}}", 4, "wanted ", "found ");
    refused("{" + x + "[-1,8]}}", 8, "a byte offset");
    refused("{" + x + "[0]}}", 8, "two offsets");
    refused("{\"x\":{\"dtype\":\"F32\",\"data_offsets\":[0,8]}}", 8, "x.shape");
    refused(
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[2000000000,2000000000,9],\"data_offsets\":[0,8]}}",
        8,
        "2^31");
    refused("{\"x\":", 0, "not JSON");
    Path file = file("{}", 0);
    byte[] bytes = Files.readAllBytes(file);
    bytes[7] = 1;
    Files.write(file, bytes);
    assertTrue(
        String.valueOf(
                assertThrows(ModelFileException.class, () -> SafeTensors.read(file)).getMessage())
            .contains("byte 0"));
    Files.write(file, new byte[] {1, 2});
    assertThrows(ModelFileException.class, () -> SafeTensors.read(file));
    assertThrows(
        ModelFileException.class, () -> SafeTensors.read(folder.resolve("none.safetensors")));
  }
}
