use serde::{Deserialize, Serialize};

use crate::text::Span;

use super::{
    Claim, Expr, ExprId, InputId, Law, ListId, Op, Phrases, RecordId, TermRole, Value,
    cone_with_gates,
};

/// What is known of each element of a list.
///
/// A field is an input of its own, read of the element that is spoken of: a fold binds it, as a
/// step binds its choices. Where nothing binds it, it is not read.
#[derive(Debug, Clone)]
pub struct Record {
    /// Its name.
    pub name: String,
    /// Its place in the files.
    pub span: Span,
    /// Its words: "a child".
    pub phrases: Phrases,
    /// Its fields, each an input of kind field, in the order declared.
    pub fields: Vec<InputId>,
}

/// A list of a person: how many elements it has, and for each place the fields of the element.
#[derive(Debug, Clone)]
pub struct List {
    /// Its name.
    pub name: String,
    /// Its place in the files.
    pub span: Span,
    /// What its elements are.
    pub record: RecordId,
    /// Its words: "children".
    pub phrases: Phrases,
    /// The most elements that it may have.
    pub most: usize,
    /// The rules say so. Otherwise a person may have more, of whom nothing is proved.
    pub bounded: bool,
    /// How many elements it has.
    pub length: InputId,
    /// For each place the fields of the element there, in the order of the record. Those of places
    /// beyond the length are never read.
    pub slots: Vec<Vec<InputId>>,
}

/// What a list comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FoldKind {
    /// Whether there is an element.
    Any,
    /// Whether something holds of all.
    All,
    /// How many elements there are.
    Count,
    /// The sum of something over them.
    Sum,
    /// The least of something among them.
    Min,
    /// The greatest.
    Max,
}

/// What a list comes to, for words: the meaning is the `otherwise` of its term, in which every
/// place of the list has its part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Fold {
    /// What the list comes to.
    pub kind: FoldKind,
    /// The list.
    pub list: ListId,
    /// Which elements count; none: all.
    pub condition: Option<ExprId>,
    /// What is summed, compared, or holds of all.
    pub of: Option<ExprId>,
    /// The least or greatest of none.
    pub otherwise: Option<ExprId>,
}

/// An element of a list as the one spoken of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// What makes it the one spoken of: each field of its record, and what it is bound to.
    pub fields: Vec<(InputId, ExprId)>,
    /// The list has it.
    pub is_there: ExprId,
}

impl Law {
    /// The first element of a list; none where it can have none. What rules say of one element they
    /// say of every other, so that what is asked of the first is asked of each.
    pub fn first_element(&mut self, list: ListId) -> Option<Element> {
        let List {
            record,
            length,
            ref slots,
            ..
        } = self[list];
        let slots = slots.first()?.clone();
        let fields = self[record].fields.clone();
        let exprs = &mut self.exprs;
        let fields = fields.into_iter().zip(slots);
        let fields = fields
            .map(|(field, slot)| (field, exprs.add(Expr::In(slot))))
            .collect();
        let none = exprs.lit(Value::Int(0));
        let length = exprs.add(Expr::In(length));
        let is_there = exprs.add(Expr::Op(Op::Less, vec![none, length]));
        Some(Element { fields, is_there })
    }

    /// The field of a record that is called so.
    pub fn find_field(&self, record: RecordId, name: &str) -> Option<InputId> {
        let fields = self[record].fields.iter().copied();
        fields
            .into_iter()
            .find(|field| self.own_name(*field) == name)
    }

    /// The name of a field without that of its record: what the files call it by.
    pub fn own_name(&self, field: InputId) -> &str {
        let name = self[field].name.as_str();
        name.rsplit_once('.').map_or(name, |(_, own)| own)
    }

    /// The lists that a claim goes through, in the order declared. One that is asked of an element
    /// alone says the same of each, however many there are.
    pub fn lists_of(&self, claim: &Claim) -> Vec<ListId> {
        let parts = claim.for_whom.iter().copied().chain([claim.claim]);
        let assumed = self.assumes.iter().map(|one| one.holds);
        let terms = cone_with_gates(self, parts.chain(assumed)).terms;
        let through = |list: &ListId| {
            let mut terms = terms.iter();
            terms.any(|term| matches!(self[*term].role, TermRole::Fold(fold) if fold.list == *list))
        };
        (0..self.lists.len())
            .map(ListId::at)
            .filter(through)
            .collect()
    }

    /// The list and the place, from 0, of a field of an element.
    pub fn slot(&self, input: InputId) -> Option<(ListId, usize)> {
        match self[input].kind {
            super::InputKind::Slot(list, place) => Some((list, place as usize)),
            _ => None,
        }
    }

    /// The field that an input is, of the element spoken of or of one at a place.
    pub fn field(&self, input: InputId) -> Option<InputId> {
        match self[input].kind {
            super::InputKind::Field(_) => Some(input),
            super::InputKind::Slot(list, place) => {
                let slot = self[list].slots.get(place as usize)?;
                let at = slot.iter().position(|known| *known == input)?;
                self[self[list].record].fields.get(at).copied()
            }
            _ => None,
        }
    }
}
