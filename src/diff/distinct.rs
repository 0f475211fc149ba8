use crate::law::{
    Expr, ExprId, InputKind, Law, ListId, Op, Phrases, Term, TermId, TermRole, Type, cone,
};

/// The first element of a list, as one that stands for each, and what tells it from others.
#[derive(Debug, Clone)]
pub struct Distinct {
    /// The list.
    pub list: ListId,
    /// The list has an element.
    pub is_there: ExprId,
    /// The yes-or-no defines of the element and the comparisons that read it, said of it, and those that
    /// are said of the lists of the person.
    pub said: Vec<ExprId>,
}

impl Distinct {
    /// What something comes to for the first element of a list, and what tells that from others;
    /// nothing where the list can have none. Of a person without elements it is not so, or there is
    /// no answer, on whichever side.
    pub fn of(law: &mut Law, list: ListId, comes_to: ExprId) -> Option<(ExprId, Self)> {
        let element = law.first_element(list)?;
        let with = Expr::With(element.fields.clone(), comes_to);
        let bound = law.exprs.add(with);
        let is_there = element.is_there;
        let telling = telling(law, comes_to);
        let mut said = Vec::new();
        for inner in telling {
            said.push(match law.said_of_element(inner) {
                Some(_) => law.exprs.add(Expr::With(element.fields.clone(), inner)),
                None => inner,
            });
        }
        let is = match law.exprs.get(comes_to) {
            Expr::Call(term) if law[*term].ty != Type::Bool => {
                let none = of_none(law, *term, list);
                law.exprs.add(Expr::If(is_there, bound, none))
            }
            _ => law.exprs.and([is_there, bound]),
        };
        let distinct = Self {
            list,
            is_there,
            said,
        };
        Some((is, distinct))
    }
}

/// What is said of an element on the way to what something comes to, and of the lists of the person,
/// the defines first.
fn telling(law: &Law, comes_to: ExprId) -> Vec<ExprId> {
    let all: Vec<ExprId> = cone(law, [comes_to]).exprs.into_iter().collect();
    let is_fold = |of: &ExprId| {
        matches!(law.exprs.get(*of), Expr::Call(term)
            if matches!(law[*term].role, TermRole::Fold(_)))
    };
    let is_define = |id: &ExprId| {
        matches!(law.exprs.get(*id), Expr::Call(term)
            if law[*term].is_define() && law[*term].ty == Type::Bool)
    };
    let compares = |id: &ExprId| match law.exprs.get(*id) {
        Expr::Op(Op::Equal | Op::Less, operands) => {
            law.said_of_element(*id).is_some() || operands.iter().any(is_fold)
        }
        _ => false,
    };
    // What is said of the step being taken says nothing of the person.
    let of_step = |id: &ExprId| {
        let mut inputs = cone(law, [*id]).inputs.into_iter();
        inputs.any(|input| {
            matches!(
                law[input].kind,
                InputKind::Choice(_) | InputKind::Occasion | InputKind::Became
            )
        })
    };
    let (defines, comparisons) = (all.iter().filter(|id| is_define(id)), all.iter());
    let comparisons = comparisons.filter(|id| compares(id));
    let told = defines.chain(comparisons).copied();
    told.filter(|id| !of_step(id)).collect()
}

/// What there is of no element: a gap.
fn of_none(law: &mut Law, term: TermId, list: ListId) -> ExprId {
    let term = &law[term];
    let (name, ty) = (format!("{} of none", term.name), term.ty);
    law.terms.push(Term {
        name,
        span: None,
        of: None,
        role: TermRole::Nothing(list),
        ty,
        phrases: Phrases::default(),
        otherwise: None,
        rules: Vec::new(),
        grounds: Vec::new(),
    });
    let none = TermId::at(law.terms.len() - 1);
    law.exprs.add(Expr::Call(none))
}
