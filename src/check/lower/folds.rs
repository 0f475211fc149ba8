//! What a list comes to: every place of the list has its part, under the fields of the element
//! there.

use crate::diagnostic::Code;
use crate::law::Expr as Kernel;
use crate::law::{
    ExprId, Fold, FoldKind, ListId, Op, Phrases, Ratio, Term, TermId, TermRole, Type, Value, print,
};
use crate::syntax::{self, Expr};
use crate::text::Span;

use super::super::Symbol;
use super::{Lower, Lowered, Place};

impl Lower<'_> {
    pub(super) fn fold(&mut self, fold: &syntax::Fold, span: Span) -> Lowered {
        let list = self
            .symbols
            .find(&fold.list, "a list", self.found, |symbol| match symbol {
                Symbol::List(list) => Some(list),
                _ => None,
            })?;
        let record = self.law[list].record;
        if self.elements.contains(&record) {
            let name = &self.law[record].name;
            let message = format!("`{name}` would be said of two elements at once");
            let help = format!(
                "name what is asked of the list by a `define` of the person, without `{name}` in it"
            );
            self.mistake(Code::SameElement, message, span, &help);
            return None;
        }
        let kind = kernel_kind(fold.kind);
        let otherwise = self.each(fold.otherwise.as_ref(), None);
        self.elements.push(record);
        let condition = self.each(fold.condition.as_ref(), Some(Type::Bool));
        let of = self.each(
            fold.of.as_ref(),
            (kind == FoldKind::All).then_some(Type::Bool),
        );
        self.elements.pop();
        let (condition, mut of, mut otherwise) = (condition?, of?, otherwise?);
        if let (Some(one), Some(none)) = (of, otherwise) {
            let [one, none] = self.alike(one, none);
            (of, otherwise) = (Some(one), Some(none));
        }
        let ty = match (kind, of, fold.of.as_ref()) {
            (FoldKind::Any | FoldKind::All, ..) => Type::Bool,
            (FoldKind::Count, ..) => Type::Int,
            (
                FoldKind::Sum,
                Some((_, ty @ (Type::Int | Type::Decimal | Type::Money(_) | Type::Period(_)))),
                _,
            ) => ty,
            (
                FoldKind::Min | FoldKind::Max,
                Some((
                    _,
                    ty
                    @ (Type::Int | Type::Decimal | Type::Money(_) | Type::Period(_) | Type::Date),
                )),
                _,
            ) => ty,
            (_, Some((_, other)), Some(written)) => {
                self.no_amount(kind, other, written);
                return None;
            }
            _ => return None,
        };
        if let (Some((_, kind)), Some(written)) = (otherwise, fold.otherwise.as_ref())
            && kind != ty
        {
            let (wanted, found) = (self.type_words(ty), self.type_words(kind));
            let message = format!("{wanted} is wanted here, and this is {found}");
            self.mistake(Code::TypeMismatch, message, written.span, "");
            return None;
        }
        let fold = Fold {
            kind,
            list,
            condition: condition.map(|(id, _)| id),
            of: of.map(|(id, _)| id),
            otherwise: otherwise.map(|(id, _)| id),
        };
        let term = self.fold_term(fold, ty);
        Some((self.law.exprs.add(Kernel::Call(term)), ty))
    }

    /// A part of a fold, found without asking what is within reach, which only the whole question
    /// may. `Some(None)` where there is none.
    fn each(
        &mut self,
        part: Option<&Expr>,
        wanted: Option<Type>,
    ) -> Option<Option<(ExprId, Type)>> {
        let Some(part) = part else { return Some(None) };
        let place = std::mem::replace(&mut self.place, Place::Law);
        let lowered = match wanted {
            Some(ty) => self.of_type(part, ty).map(|id| (id, ty)),
            None => self.expr(part, None),
        };
        self.place = place;
        lowered.map(Some)
    }

    fn no_amount(&mut self, kind: FoldKind, found: Type, written: &Expr) {
        let found = self.type_words(found);
        let message = match kind {
            FoldKind::Sum => format!("numbers and periods are summed, and this is {found}"),
            _ => format!(
                "numbers, days and periods have a least and a greatest, and this is {found}"
            ),
        };
        self.mistake(Code::TypeMismatch, message, written.span, "");
    }

    /// The term of a fold; equal folds have one.
    fn fold_term(&mut self, fold: Fold, ty: Type) -> TermId {
        if let Some(known) = self.law.folds.get(&fold) {
            return *known;
        }
        let meaning = self.unrolled(fold, ty);
        let name = self.fold_name(fold);
        let term = self.add_term(name, ty, TermRole::Fold(fold), Some(meaning));
        self.law.folds.insert(fold, term);
        term
    }

    fn fold_name(&self, fold: Fold) -> String {
        let law = &*self.law;
        let of = fold.of.map_or_else(String::new, |of| print(law, of));
        let mut members = law[fold.list].name.clone();
        if let Some(condition) = fold.condition {
            members.push_str(&format!(" where ({})", print(law, condition)));
        }
        if let Some(otherwise) = fold.otherwise {
            members.push_str(&format!(" otherwise ({})", print(law, otherwise)));
        }
        match fold.kind {
            FoldKind::Any => format!("any {members}"),
            FoldKind::All => format!("all {members}: ({of})"),
            FoldKind::Count => format!("count {members}"),
            FoldKind::Sum => format!("sum of ({of}) for {members}"),
            FoldKind::Min => format!("min of ({of}) for {members}"),
            FoldKind::Max => format!("max of ({of}) for {members}"),
        }
    }

    fn add_term(
        &mut self,
        name: String,
        ty: Type,
        role: TermRole,
        meaning: Option<ExprId>,
    ) -> TermId {
        self.law.terms.push(Term {
            name,
            span: None,
            of: None,
            role,
            ty,
            phrases: Phrases::default(),
            otherwise: meaning,
            rules: Vec::new(),
            grounds: Vec::new(),
        });
        TermId::at(self.law.terms.len() - 1)
    }

    /// What a fold means: the parts of all places put together. A place counts if there is an
    /// element and the condition holds of it.
    fn unrolled(&mut self, fold: Fold, ty: Type) -> ExprId {
        let counted = self.counting(fold);
        let of: Vec<ExprId> = match fold.of {
            Some(of) => (0..counted.len())
                .map(|place| self.at(fold.list, place, of))
                .collect(),
            None => Vec::new(),
        };
        let exprs = &mut self.law.exprs;
        match fold.kind {
            FoldKind::Any => exprs.or(counted),
            FoldKind::All => {
                let parts: Vec<ExprId> = counted
                    .into_iter()
                    .zip(of)
                    .map(|(counted, of)| {
                        let not = exprs.not(counted);
                        exprs.or([not, of])
                    })
                    .collect();
                exprs.and(parts)
            }
            FoldKind::Count if fold.condition.is_none() => {
                let length = self.law[fold.list].length;
                self.law.exprs.add(Kernel::In(length))
            }
            FoldKind::Count => {
                let one = exprs.lit(Value::Int(1));
                let ones = vec![one; counted.len()];
                self.summed(counted, ones, Type::Int)
            }
            FoldKind::Sum => self.summed(counted, of, ty),
            FoldKind::Min | FoldKind::Max => self.furthest(fold, ty, counted, of),
        }
    }

    fn counting(&mut self, fold: Fold) -> Vec<ExprId> {
        let list = &self.law[fold.list];
        let (length, most) = (list.length, list.most);
        let length = self.law.exprs.add(Kernel::In(length));
        (0..most)
            .map(|place| {
                let before = i64::try_from(place).unwrap_or(i64::MAX);
                let before = self.law.exprs.lit(Value::Int(before));
                let present = self
                    .law
                    .exprs
                    .add(Kernel::Op(Op::Less, vec![before, length]));
                match fold.condition {
                    Some(condition) => {
                        let holds = self.at(fold.list, place, condition);
                        self.law.exprs.and([present, holds])
                    }
                    None => present,
                }
            })
            .collect()
    }

    /// What is said of an element, of the one at a place.
    fn at(&mut self, list: ListId, place: usize, said: ExprId) -> ExprId {
        let list = &self.law[list];
        let slot = list.slots.get(place).cloned().unwrap_or_default();
        let fields = self.law[list.record].fields.clone();
        let bindings = fields
            .into_iter()
            .zip(slot)
            .map(|(field, own)| (field, self.law.exprs.add(Kernel::In(own))))
            .collect();
        self.law.exprs.add(Kernel::With(bindings, said))
    }

    fn summed(&mut self, counted: Vec<ExprId>, of: Vec<ExprId>, ty: Type) -> ExprId {
        let exprs = &mut self.law.exprs;
        let zero = exprs.lit(match ty {
            Type::Decimal => Value::Decimal(Ratio::ZERO),
            Type::Money(currency) => Value::Money(currency, Ratio::ZERO),
            Type::Period(unit) => Value::Period(unit, 0),
            _ => Value::Int(0),
        });
        let parts = counted.into_iter().zip(of);
        parts
            .fold(None, |sum, (counted, of)| {
                let part = exprs.add(Kernel::If(counted, of, zero));
                Some(match sum {
                    Some(sum) => exprs.add(Kernel::Op(Op::Add, vec![sum, part])),
                    None => part,
                })
            })
            .unwrap_or(zero)
    }

    /// The best of the elements up to each place, taken further from place to place.
    fn furthest(&mut self, fold: Fold, ty: Type, counted: Vec<ExprId>, of: Vec<ExprId>) -> ExprId {
        let mut best = match fold.otherwise {
            Some(otherwise) => otherwise,
            None => self.nothing(fold, ty),
        };
        let exprs = &mut self.law.exprs;
        let mut earlier: Vec<ExprId> = Vec::new();
        for (counted, of) in counted.into_iter().zip(of) {
            let better = match fold.kind {
                FoldKind::Min => vec![of, best],
                _ => vec![best, of],
            };
            let better = exprs.add(Kernel::Op(Op::Less, better));
            let better = exprs.add(Kernel::If(better, of, best));
            let any = exprs.or(earlier.iter().copied());
            let own = exprs.add(Kernel::If(any, better, of));
            best = exprs.add(Kernel::If(counted, own, best));
            earlier.push(counted);
        }
        best
    }

    /// The least or greatest of no element: a gap.
    fn nothing(&mut self, fold: Fold, ty: Type) -> ExprId {
        let name = format!("{} of none", self.fold_name(fold));
        let term = self.add_term(name, ty, TermRole::Nothing(fold.list), None);
        self.law.exprs.add(Kernel::Call(term))
    }
}

fn kernel_kind(kind: syntax::FoldKind) -> FoldKind {
    match kind {
        syntax::FoldKind::Any => FoldKind::Any,
        syntax::FoldKind::All => FoldKind::All,
        syntax::FoldKind::Count => FoldKind::Count,
        syntax::FoldKind::Sum => FoldKind::Sum,
        syntax::FoldKind::Min => FoldKind::Min,
        syntax::FoldKind::Max => FoldKind::Max,
    }
}
