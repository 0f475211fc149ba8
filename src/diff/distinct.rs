use crate::law::{
    Expr, ExprId, InputKind, Law, ListId, Op, Phrases, RecordId, Term, TermId, TermRole, Type, cone,
};

/// The first element of a list, as one that stands for each, and what tells it from others.
#[derive(Debug, Clone)]
pub struct Distinct {
    /// The list.
    pub list: ListId,
    /// The list has an element.
    pub is_there: ExprId,
    /// The yes-or-no defines of the element and the comparisons that read it, said of it.
    pub said: Vec<ExprId>,
}

impl Distinct {
    /// What something comes to for the first element of a list, and what tells that from others;
    /// nothing where the list can have none. Of a person without elements it is not so, or there is
    /// no answer, on whichever side.
    pub fn of(law: &mut Law, list: ListId, comes_to: ExprId) -> Option<(ExprId, Self)> {
        let element = law.first_element(list)?;
        let mut with = |inner| law.exprs.add(Expr::With(element.fields.clone(), inner));
        let bound = with(comes_to);
        let is_there = element.is_there;
        let telling = telling(law, law[list].record, comes_to);
        let mut with = |inner| law.exprs.add(Expr::With(element.fields.clone(), inner));
        let said = telling.into_iter().map(&mut with).collect();
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

/// What is said of an element on the way to what something comes to, the defines first.
fn telling(law: &Law, record: RecordId, comes_to: ExprId) -> Vec<ExprId> {
    let cone = cone(law, [comes_to]);
    let reads_it_alone = |id: ExprId| {
        let inputs = self::cone(law, [id]).inputs;
        let mut kinds = inputs.iter().map(|input| law[*input].kind);
        let of_step = |kind| {
            matches!(
                kind,
                InputKind::Choice(_) | InputKind::Occasion | InputKind::Became
            )
        };
        kinds.clone().any(|kind| kind == InputKind::Field(record)) && !kinds.any(of_step)
    };
    let is_define = |id: &ExprId| match law.exprs.get(*id) {
        Expr::Call(term) => {
            let term = &law[*term];
            term.is_define() && term.of == Some(record) && term.ty == Type::Bool
        }
        _ => false,
    };
    let compares = |id: &ExprId| matches!(law.exprs.get(*id), Expr::Op(Op::Equal | Op::Less, _));
    let all = || cone.exprs.iter().copied();
    let (defines, comparisons) = (all().filter(is_define), all().filter(compares));
    defines
        .chain(comparisons)
        .filter(|id| reads_it_alone(*id))
        .collect()
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
