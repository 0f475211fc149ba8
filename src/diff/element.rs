use crate::law::{
    Expr, ExprId, InputKind, Law, ListId, Op, Phrases, Term, TermId, TermRole, Type, cone,
};

/// The first element of a list, as one that stands for each, and what tells it from others.
#[derive(Debug, Clone)]
pub struct OneElement {
    /// The list.
    pub list: ListId,
    /// The list has an element.
    pub is_there: ExprId,
    /// The yes-or-no defines of the element and the comparisons that read it, said of it.
    pub said: Vec<ExprId>,
}

impl OneElement {
    /// What something comes to for the first element of a list, and what tells that from others;
    /// nothing where the list can have none. Of a person without elements it is not so, or there is
    /// no answer, on whichever side.
    pub fn of(law: &mut Law, list: ListId, comes_to: ExprId) -> Option<(ExprId, Self)> {
        let element = law.first_element(list)?;
        let with = Expr::With(element.fields.clone(), comes_to);
        let bound = law.exprs.add(with);
        let is_there = element.is_there;
        let mut said = Vec::new();
        for inner in telling(law, comes_to) {
            let of_first = Expr::With(element.fields.clone(), inner);
            said.push(law.exprs.add(of_first));
        }
        let is = match law.exprs.get(comes_to) {
            Expr::Call(term) if law[*term].ty != Type::Bool => {
                let none = of_none(law, *term, list);
                law.exprs.add(Expr::If(is_there, bound, none))
            }
            _ => law.exprs.and([is_there, bound]),
        };
        let element = Self {
            list,
            is_there,
            said,
        };
        Some((is, element))
    }
}

/// What is said of an element on the way to what something comes to, the defines first.
fn telling(law: &Law, comes_to: ExprId) -> Vec<ExprId> {
    let mut all: Vec<ExprId> = cone(law, [comes_to]).exprs.into_iter().collect();
    all.retain(|id| law.said_of_element(*id).is_some());
    let is_define = |id: &ExprId| {
        matches!(law.exprs.get(*id), Expr::Call(term)
            if law[*term].is_define() && law[*term].ty == Type::Bool)
    };
    let compares = |id: &ExprId| matches!(law.exprs.get(*id), Expr::Op(Op::Equal | Op::Less, _));
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
