//! What rules decide, where something is to be given: facts are, and what follows from them is asked for.

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{InputKind, Law, TermId, TermRole, cone};
use crate::syntax::Name;

use super::Symbol;
use super::symbols::Symbols;

/// So many facts are named that something follows from.
const NAMED: usize = 3;

/// The circumstances of which something is to be one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Circumstances {
    OfCase,
    Supposed,
}

/// The mistake of giving what follows from the law; `None` where the name stands for no such thing.
pub fn decided(law: &Law, symbols: &Symbols, name: &Name, of: Circumstances) -> Option<Diagnostic> {
    let Some(Symbol::Term(term)) = symbols.of(name) else {
        return None;
    };
    let own = &name.text;
    let verb = match of {
        Circumstances::OfCase => "give",
        Circumstances::Supposed => "suppose",
    };
    let (why, mut help) = match law[term].role {
        TermRole::Define => {
            let facts = facts_of(law, term);
            let from = match facts.as_slice() {
                [] => "what it follows from".to_owned(),
                facts => format!("what it follows from: {}", facts.join(", ")),
            };
            ("which follows from facts", format!("{verb} {from}"))
        }
        TermRole::Parameter => ("of which the law says the value", "leave it out".to_owned()),
        _ => (
            "which rules decide",
            format!("{verb} the facts on which that depends"),
        ),
    };
    if of == Circumstances::OfCase && law[term].role == TermRole::Value {
        help.push_str(&format!("; what comes out is said by `expect {own} = …`"));
    }
    let rest = match of {
        Circumstances::OfCase => "a case gives facts and holdings",
        Circumstances::Supposed => "facts and holdings are supposed",
    };
    let message = format!("`{own}` is {}, {why}: {rest}", symbols.kind(name));
    let found = Diagnostic::new(Code::WrongKind, message)
        .at(name.span, "")
        .help(help);
    Some(match symbols.place(name) {
        Some(place) => found.note("declared here", place, ""),
        None => found,
    })
}

/// The facts and holdings that a define hangs on, where they are few.
fn facts_of(law: &Law, define: TermId) -> Vec<String> {
    let inputs = cone(law, law[define].otherwise).inputs;
    let is_given = |kind| matches!(kind, InputKind::Fact | InputKind::Holding);
    let facts = inputs.iter().filter(|input| is_given(law[**input].kind));
    let mut facts: Vec<String> = facts.map(|fact| format!("`{}`", law[*fact].name)).collect();
    if facts.len() > NAMED {
        facts.clear();
    }
    facts
}
