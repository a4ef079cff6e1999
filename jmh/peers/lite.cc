// SentencePiece Lite behind three C functions, for bench.py: it has no binding of its own.
#include <cstdint>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "cached_sentencepiece_lite.h"
#include "sentencepiece_lite.h"

namespace lite = sentencepiece::lite;

struct Engine {
  explicit Engine(std::shared_ptr<std::string> model) : processor(std::move(model)) {}
  lite::SentencePieceLiteProcessor processor;
  std::vector<std::unique_ptr<lite::TokenCache>> caches;  // one a thread
};

extern "C" {

// A model in FlatBuffers format; null if it can't be read.
Engine* lite_open(const char* path) {
  std::ifstream in(path, std::ios::binary);
  auto model = std::make_shared<std::string>(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  auto engine = std::make_unique<Engine>(std::move(model));
  return engine->processor.status() == lite::StatusCode::kOk ? engine.release() : nullptr;
}

void lite_close(Engine* engine) { delete engine; }

// Encodes the documents text[offsets[i], offsets[i + 1]) on that many threads, each with an equal share of the
// documents side by side. Document i has room for one id a byte and one more, from ids[offsets[i] + i], and their number
// in counts[i]. Returns how many documents failed or had no room.
int64_t lite_encode(Engine* engine, const char* text, const int64_t* offsets, int64_t documents, int threads, int cached,
                    int32_t* ids, int64_t* counts) {
  while (engine->caches.size() < static_cast<size_t>(threads)) {
    engine->caches.push_back(std::make_unique<lite::TokenCache>());
  }
  std::vector<int64_t> failed(threads, 0);
  auto work = [&](int thread) {
    lite::TokenCache& cache = *engine->caches[thread];
    std::vector<int> found;
    int64_t from = documents * thread / threads, to = documents * (thread + 1) / threads;
    for (int64_t i = from; i < to; i++) {
      std::string_view document(text + offsets[i], offsets[i + 1] - offsets[i]);
      lite::StatusCode code = cached ? lite::CachedSentencePieceLite::Encode(engine->processor, cache, document, &found)
                                     : engine->processor.Encode(document, &found);
      // One id more than bytes: the mark that some models put before a text can be a token of its own.
      if (code != lite::StatusCode::kOk || static_cast<int64_t>(found.size()) > offsets[i + 1] - offsets[i] + 1) {
        failed[thread]++;
        found.clear();
      }
      counts[i] = static_cast<int64_t>(found.size());
      int32_t* out = ids + offsets[i] + i;
      for (int id : found) {
        *out++ = id;
      }
    }
  };
  std::vector<std::thread> others;
  for (int t = 1; t < threads; t++) {
    others.emplace_back(work, t);
  }
  work(0);
  for (std::thread& other : others) {
    other.join();
  }
  int64_t all = 0;
  for (int64_t f : failed) {
    all += f;
  }
  return all;
}
}
