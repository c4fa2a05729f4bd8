"""Fits how a document's register shifts the scores of feature bundles, on top of a trained word model.

usage: conventions.py WORDS.pt SYNTAX_DIR        (adds "conventions" to WORDS.pt)
"""
import sys
import torch, numpy as np, collections, torch.nn as nn, torch.nn.functional as F, time
import train as W
from treebank import *
torch.set_num_threads(2); torch.manual_seed(3)
s=torch.load(sys.argv[1],weights_only=False); inv=s['inv']
D=sys.argv[2]+'/'
gold=read_conllu(D+'en_ewt-ud-train.conllu')+read_conllu(D+'en_gum_nonnc-ud-train.conllu')
c=collections.Counter(); 
for x in gold:
    for f in x['form']: c[W.norm(f)]+=1
data=W.Data(inv,s['words'],c); data.trained=s['trained']; data.dim=96
m=W.Student(len(s['words'])+1,inv,96,0.25,s['model']['static.weight']); m.load_state_dict(s['model']); m.eval()
def feats(sents):
    P=[data.add(x) for x in sents if len(x['form'])<300]; data.measure(m,P)
    X=[];Y={k:[] for k in('upos','xpos','feats')};M=[]
    docs={d:i for i,d in enumerate(sorted({p['doc'] for p in P}))}
    with torch.no_grad():
        for idx in W.batches(P,8192,False):
            pool=[P[i] for i in idx]; b=data.batch(pool,False); ok=b['mask'].bool()
            X.append(m.encode(b)[ok])
            for k in Y: Y[k].append(b['y'][k].T[ok])
            M.append(torch.tensor([docs[p['doc']] for p in pool])[None].expand(ok.shape)[ok])
    mean=torch.tensor(np.stack([data.mean[d] for d in docs]))
    return torch.cat(X),{k:torch.cat(v) for k,v in Y.items()},torch.cat(M),mean,docs
t=time.time()
tr=feats(gold); dv={k:feats(read_conllu(D+f+'-ud-dev.conllu')) for k,f in(("EWT","en_ewt"),("GUM","en_gum_nonnc"))}
print('encoded',time.time()-t,flush=True)
mu,sd=tr[3].mean(0),tr[3].std(0)
class R(nn.Module):
    def __init__(s_):
        super().__init__(); s_.a=nn.Linear(96,8); s_.o=nn.ModuleDict({k:nn.Linear(8,len(inv[k]),bias=False) for k in('upos','xpos','feats')})
        for q in s_.o.values(): nn.init.normal_(q.weight,std=0.05)
    def forward(s_,mean,k):
        r=s_.a((mean-mu)/sd); r=r/(1+r.abs()); return s_.o[k](r)
r=R(); opt=torch.optim.AdamW(r.parameters(),lr=0.01,weight_decay=0.02)
heads={k:getattr(m,k) for k in('upos','xpos','feats')}
for h in heads.values(): h.requires_grad_(False)
def ev():
    for k in dv:
        X,Y,M,mean,_=dv[k]; out=[]
        with torch.no_grad():
            for q in heads:
                l=heads[q](X); out+= [f"{q} {100*(l.argmax(-1)==Y[q]).float().mean():.2f} -> {100*((l+r(mean,q)[M]).argmax(-1)==Y[q]).float().mean():.2f}"]
        print(k,out,flush=True)
X,Y,M,mean,_=tr
drop=nn.Dropout(0.25)
for ep in range(3):
    perm=torch.randperm(len(X)); 
    for i in range(0,len(X),4096):
        j=perm[i:i+4096]; x=drop(X[j]); loss=0
        mm=mean+torch.randn_like(mean)*sd*0.3
        for q in heads: loss=loss+F.cross_entropy(heads[q](x)+r(mm,q)[M[j]],Y[q][j],ignore_index=-100)
        opt.zero_grad(); loss.backward(); opt.step()
    print(ep,loss.item(),time.time()-t); ev()
g=r.state_dict(); a=g['a.weight']/sd[None]
s['conventions']={'in':a,'bias':g['a.bias']-a@mu,'out':g['o.feats.weight']}
torch.save(s,sys.argv[1])
