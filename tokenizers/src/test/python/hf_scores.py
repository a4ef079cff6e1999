"""Writes decimals and the doubles that HF tokenizers reads them as, for Unigram scores.

Usage: python hf_scores.py > ../resources/org/tokenlab/tokenizers/io/hf-scores-0.23.2.tsv
"""

import json
import random
import struct

import tokenizers
from tokenizers import Tokenizer

assert tokenizers.__version__ == "0.23.2", tokenizers.__version__
random.seed(5)
vals=["-7.2241926193237305","-7.2241926193237304","-3.5418510437011719","-12.345678901234567","0.1","-1e-7","-5","-123456789012345678901234567890","-0.000012345678901234567890123","-18446744073709551615.5","-18446744073709551616.5","1.7976931348623157e308","-0","-9223372036854775809","5e-324","4.9406564584124654e-324","2.2250738585072011e-308"]
for i in range(400):
    d=random.choice([random.uniform(-20,0), struct.unpack('f',struct.pack('f',random.uniform(-20,0)))[0], -10**random.uniform(-12,3)])
    vals.append(repr(d))
for i in range(150):
    vals.append('-'+str(random.randint(0,40))+'.'+''.join(random.choice('0123456789') for _ in range(random.randint(1,25)))+random.choice(['','','e-3','e5','E+2']))
s='{"version":"1.0","added_tokens":[],"model":{"type":"Unigram","unk_id":null,"vocab":['+','.join('["t%d",%s]'%(i,v) for i,v in enumerate(vals))+']}}'
t=Tokenizer.from_str(s); o=json.loads(t.to_str())['model']['vocab']
for decimal, (_, score) in zip(vals, o):
    print(decimal, score.hex(), sep="\t")
