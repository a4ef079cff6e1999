"""Writes which shapes of tokenizer.json HF tokenizers takes and which it refuses.

Usage: python hf_json_shapes.py > ../resources/org/tokenlab/tokenizers/io/hf-json-shapes-0.23.2.tsv
"""

import json

import tokenizers
from tokenizers import Tokenizer

assert tokenizers.__version__ == "0.23.2", tokenizers.__version__

def verdict(d):
    """One line: yes or no, and the file."""
    text = json.dumps(d)
    try:
        Tokenizer.from_str(text)
        print("yes", text, sep="\t")
    except BaseException:  # some refusals are panics
        print("no", text, sep="\t")


base={"version":"1.0","truncation":None,"padding":None,"added_tokens":[],"normalizer":None,"pre_tokenizer":None,"post_processor":None,"decoder":None,"model":{"type":"WordLevel","vocab":{"a":0,"b":5},"unk_token":"a"}}
def t(label,**kw):
    d=dict(base); d.update(kw)
    verdict(d)
at=lambda **k:dict(dict(id=0,content="x",single_word=False,lstrip=False,rstrip=False,normalized=False,special=False),**k)
t("unknown root",foo=1)
t("unknown root obj",foo={"a":1})
t("version 2",version="2.0")
d=dict(base); del d["version"]
verdict(d)
d=dict(base); del d["model"]
verdict(d)
t("added id mismatch",added_tokens=[at(id=77),at(content="b",id=3)])
t("added twice",added_tokens=[at(id=1),at(id=1,special=True),at(id=9,content="y")])
t("added missing flag",added_tokens=[{"id":1,"content":"x","special":True}])
t("added extra",added_tokens=[at(foo=1)])
t("added empty",added_tokens=[at(content="")])
t("added id float",added_tokens=[at(id=1.5)])
t("added id neg",added_tokens=[at(id=-1)])
N=lambda x:t("N "+json.dumps(x),normalizer=x)
for x in [{"type":"BertNormalizer","clean_text":True,"handle_chinese_chars":True,"strip_accents":None,"lowercase":True},{"type":"BertNormalizer","clean_text":True,"handle_chinese_chars":True,"lowercase":True},{"type":"Bert","clean_text":True,"handle_chinese_chars":True,"lowercase":True},{"clean_text":True,"handle_chinese_chars":True,"lowercase":True},{"type":"BertNormalizer","clean_text":True},
 {"type":"Strip","strip_left":True,"strip_right":False},{"type":"Strip"},{"strip_left":True,"strip_right":False},{"type":"NFC","foo":1},{"type":"NFX"},{"type":"Sequence","normalizers":[]},{"normalizers":[{"type":"NFC"}]},{"type":"Replace","pattern":{"String":"a"},"content":"b"},{"pattern":{"Regex":"a"},"content":"b"},{"type":"Replace","pattern":"a","content":"b"},{"type":"Prepend","prepend":"x"},{"prepend":"x"},{"type":"ByteLevel"},{"type":"Foo","prepend":"x"},{"type":"Precompiled","precompiled_charsmap":None},{"type":"Precompiled","precompiled_charsmap":""},{"type":"Replace","pattern":{"Regex":"("},"content":"b"},{"type":"StripNormalizer","strip_left":True,"strip_right":False},"NFC",["x"],{"type":"Replace","pattern":{"Regex":"a","String":"b"},"content":"b"},{}]: N(x)
P=lambda x:t("P "+json.dumps(x),pre_tokenizer=x)
for x in [{"type":"ByteLevel","add_prefix_space":True,"trim_offsets":True},{"type":"ByteLevel","add_prefix_space":True},{"type":"ByteLevel"},{"add_prefix_space":True,"trim_offsets":True},{"type":"Metaspace","replacement":"_","str_rep":"_","add_prefix_space":True},{"type":"Metaspace","replacement":"_","add_prefix_space":False},{"type":"Metaspace","replacement":"_","add_prefix_space":False,"prepend_scheme":"never"},{"type":"Metaspace","replacement":"_","add_prefix_space":True,"prepend_scheme":"first"},{"type":"Metaspace","replacement":"_","prepend_scheme":"first","split":None},{"type":"Metaspace","replacement":"__"},{"type":"Metaspace","replacement":"_","prepend_scheme":"First"},{"replacement":"_"},{"type":"Split","pattern":{"String":"a"},"behavior":"Isolated","invert":False},{"type":"Split","pattern":{"String":"a"},"behavior":"Isolated"},{"type":"Split","pattern":{"String":"a"},"behavior":"isolated","invert":False},{"type":"Punctuation"},{"type":"Punctuation","behavior":"Contiguous"},{"type":"Digits"},{"type":"Digits","individual_digits":True},{"type":"Delimiter","delimiter":"a"},{"type":"CharDelimiterSplit","delimiter":"a"},{"type":"FixedLength"},{"type":"FixedLength","length":0},{"type":"FixedLength","length":-1},{"type":"Whitespace","x":2},{"type":"WhitespaceSplit"},{"type":"UnicodeScripts"},{"type":"BertPreTokenizer"},{"type":"Sequence","pretokenizers":[]},{"pretokenizers":[]},{"type":"ByteLevel","add_prefix_space":True,"trim_offsets":True,"use_regex":None},{"type":"Foo"}]: P(x)
D=lambda x:t("D "+json.dumps(x),decoder=x)
for x in [{"type":"BPEDecoder","suffix":"</w>"},{"suffix":"</w>"},{"type":"BPEDecoder"},{"type":"ByteLevel","add_prefix_space":True,"trim_offsets":True},{"type":"ByteLevel"},{"type":"WordPiece","prefix":"##","cleanup":True},{"prefix":"##","cleanup":True},{"type":"WordPiece","prefix":"##"},{"type":"Metaspace","replacement":"_","add_prefix_space":True},{"type":"CTC","pad_token":"p","word_delimiter_token":"|","cleanup":True},{"type":"CTC","pad_token":"p"},{"type":"Sequence","decoders":[]},{"type":"Replace","pattern":{"String":"_"},"content":" "},{"type":"Fuse"},{"type":"Strip","content":" ","start":1,"stop":0},{"content":" ","start":1,"stop":0},{"type":"Strip","content":"ab","start":1,"stop":0},{"type":"ByteFallback"},{"type":"Foo"},{}]: D(x)
O=lambda x:t("O "+json.dumps(x),post_processor=x)
for x in [{"type":"BertProcessing","sep":["s",1],"cls":["c",2]},{"sep":["s",1],"cls":["c",2]},{"type":"RobertaProcessing","sep":["s",1],"cls":["c",2],"trim_offsets":True,"add_prefix_space":True},{"type":"BertProcessing","sep":["s",1],"cls":["c",2],"trim_offsets":True,"add_prefix_space":True},{"type":"RobertaProcessing","sep":["s",1],"cls":["c",2]},{"type":"ByteLevel","add_prefix_space":True,"trim_offsets":True},{"type":"ByteLevel"},{"type":"TemplateProcessing","single":[{"Sequence":{"id":"A","type_id":0}}],"pair":[],"special_tokens":{}},{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"Q","type_id":0}}],"pair":[],"special_tokens":{}},{"single":[{"Sequence":{"id":"A","type_id":0}}],"pair":[],"special_tokens":{}},{"type":"TemplateProcessing","single":["$A"],"pair":[],"special_tokens":{}},{"type":"TemplateProcessing","single":"$A","pair":"$A $B","special_tokens":{}},{"type":"TemplateProcessing","single":[{"Sequence":{"id":"C","type_id":0}}],"pair":[],"special_tokens":{}},{"type":"TemplateProcessing","single":[],"pair":[],"special_tokens":{"a":{"id":"b","ids":[1,2],"tokens":["x"]}}},{"type":"TemplateProcessing","single":[{"Sequence":{"id":"A","type_id":0}}],"special_tokens":{}},{"type":"Sequence","processors":[{"type":"ByteLevel","add_prefix_space":True,"trim_offsets":True}]},{"processors":[]},{"type":"Foo","sep":["s",1],"cls":["c",2]},{}]: O(x)
T=lambda x:t("T "+json.dumps(x),truncation=x)
for x in [{"direction":"Right","max_length":5,"strategy":"LongestFirst","stride":0},{"max_length":5,"strategy":"LongestFirst","stride":0},{"max_length":5},{"max_length":5,"strategy":"LongestFirst","stride":5},{"max_length":5,"strategy":"longest_first","stride":0}]: T(x)
A=lambda x:t("A "+json.dumps(x),padding=x)
for x in [{"strategy":"BatchLongest","direction":"Right","pad_to_multiple_of":None,"pad_id":0,"pad_type_id":0,"pad_token":"[PAD]"},{"strategy":{"Fixed":5},"direction":"Left","pad_to_multiple_of":0,"pad_id":0,"pad_type_id":0,"pad_token":"[PAD]"},{"strategy":"BatchLongest","direction":"Right","pad_id":0,"pad_type_id":0,"pad_token":"[PAD]"},{"strategy":"BatchLongest"}]: A(x)
M=lambda x:t("M "+json.dumps(x),model=x)
for x in [{"type":"BPE","vocab":{"a":0,"b":1,"ab":2},"merges":["a b"]},{"vocab":{"a":0,"b":1,"ab":2},"merges":[["a","b"]]},{"type":"BPE","vocab":{"a":0},"merges":[["a","b"]]},{"type":"BPE","vocab":{"a":0}},{"vocab":{"a":0},"unk_token":"u"},{"vocab":{"a":0},"unk_token":"u","continuing_subword_prefix":"##","max_input_chars_per_word":100},{"vocab":[["a",-1]],"unk_id":0},{"vocab":[["a",-1.5]]},{"type":"Unigram","vocab":[["a",-1.5]],"unk_id":3},{"type":"Unigram","vocab":[],"unk_id":0},{"type":"Unigram","vocab":[]},{"type":"Foo","vocab":[]},{"type":"BPE","vocab":{"a":0,"b":0},"merges":[]},{"type":"BPE","vocab":{"a":1.0},"merges":[]},{"type":"BPE","vocab":{"a":4294967295},"merges":[]},{"type":"BPE","vocab":{"a":4294967296},"merges":[]},{"type":"BPE","vocab":{"a":-1},"merges":[]},{"type":"BPE","vocab":{"a":0,"b":1,"ab":2},"merges":["a b","#version: 0.2","a  b"]},{"type":"BPE","vocab":{"a":0,"b":1,"ab":2},"merges":["#version: 0.2","a b"]},{"type":"BPE","vocab":{"a":0,"b":1,"ab":2},"merges":["a b",["a","b"]]},{"type":"BPE","dropout":2,"vocab":{},"merges":[]},{"type":"BPE","dropout":1,"vocab":{},"merges":[]},{"type":"BPE","unk_token":"zz","vocab":{},"merges":[]},{"type":"WordPiece","vocab":{"a":0},"unk_token":"u"},{"type":"WordLevel","vocab":{"a":0}},{"type":"BPE","vocab":{"a":0},"merges":[],"extra":{"x":[1]}},{"type":"BPE","fuse_unk":None,"vocab":{"":0},"merges":[]},{"type":"Unigram","vocab":[["a",-1.5,3]]},{"type":"Unigram","vocab":[["a",-1.5],["a",-2]],"byte_fallback":None},{"type":"Unigram","vocab":{"a":1}},{"type":"BPE","vocab":{"a":0,"b":1,"ab":2},"merges":[["a","b"],["a","b"]]},None]: M(x)
