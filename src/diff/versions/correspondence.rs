use crate::law::{
    ActId, Citation, CurrencyId, EnumId, ExprId, Ground, Input, InputId, InputKind, Law, ListId,
    ProvisionId, RecordId, RuleId, SourceId, StepId, TermId, Type, Value, WrittenId,
};

use crate::text::FileId;

use super::{Incomparable, TermChange};

/// What of the older version each thing is in the law of both, which begins as the newer version.
#[derive(Clone)]
pub(super) struct Correspondence<'o> {
    pub(super) old: &'o Law,
    pub(super) law: Law,
    /// Which version is asked.
    pub(super) version: InputId,
    pub(super) currencies: Vec<CurrencyId>,
    pub(super) enums: Vec<EnumId>,
    /// For each list of values the place of each value.
    pub(super) members: Vec<Vec<u32>>,
    pub(super) records: Vec<RecordId>,
    pub(super) lists: Vec<ListId>,
    pub(super) inputs: Vec<InputId>,
    pub(super) steps: Vec<StepId>,
    pub(super) sources: Vec<SourceId>,
    pub(super) acts: Vec<ActId>,
    pub(super) provisions: Vec<ProvisionId>,
    pub(super) written: Vec<WrittenId>,
    pub(super) rules: Vec<RuleId>,
    pub(super) terms: Vec<TermId>,
    pub(super) exprs: Vec<ExprId>,
    /// Terms that are not the same without their rules.
    pub(super) changed_terms: Vec<(TermId, TermChange)>,
    /// How many of each the newer version has.
    pub(super) known: Known,
}

/// How many things the newer version has: what stands behind them is of the older one alone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    pub(super) acts: usize,
    pub(super) steps: usize,
    pub(super) written: usize,
    pub(super) rules: usize,
    pub(super) terms: usize,
}

impl<'o> Correspondence<'o> {
    pub(super) fn of(
        old: &'o Law,
        mut law: Law,
        same_text: impl Fn(FileId, FileId) -> bool,
    ) -> Result<Self, Incomparable> {
        let known = Known {
            acts: law.acts.len(),
            steps: law.steps.len(),
            written: law.written.len(),
            rules: law.rules.len(),
            terms: law.terms.len(),
        };
        law.inputs
            .push(Input::of_kernel("version", InputKind::Version, Type::Bool));
        let version = InputId::at(law.inputs.len() - 1);
        let mut both = Self {
            old,
            law,
            version,
            currencies: Vec::new(),
            enums: Vec::new(),
            members: Vec::new(),
            records: Vec::new(),
            lists: Vec::new(),
            inputs: Vec::new(),
            steps: Vec::new(),
            sources: Vec::new(),
            acts: Vec::new(),
            provisions: Vec::new(),
            written: Vec::new(),
            rules: Vec::new(),
            terms: Vec::new(),
            exprs: Vec::new(),
            changed_terms: Vec::new(),
            known,
        };
        both.currencies()?;
        both.enums();
        both.texts(same_text);
        both.steps()?;
        both.records()?;
        both.lists()?;
        both.inputs()?;
        both.new_fields();
        Ok(both)
    }

    pub(super) fn kind(&self, kind: InputKind) -> InputKind {
        match kind {
            InputKind::Choice(step) => InputKind::Choice(self.step(step)),
            InputKind::Field(record) => {
                let id = self.records.get(record.index()).copied();
                InputKind::Field(id.unwrap_or(record))
            }
            InputKind::Length(list) => InputKind::Length(self.list(list)),
            InputKind::Slot(list, place) => InputKind::Slot(self.list(list), place),
            InputKind::Fact
            | InputKind::Holding
            | InputKind::Reading
            | InputKind::Occasion
            | InputKind::Became
            | InputKind::Day
            | InputKind::LawDay
            | InputKind::Unmodelled
            | InputKind::Version
            | InputKind::Twin(_)
            | InputKind::Switch(_) => kind,
        }
    }

    pub(super) fn list(&self, list: ListId) -> ListId {
        self.lists.get(list.index()).copied().unwrap_or(list)
    }

    pub(super) fn step(&self, step: StepId) -> StepId {
        self.steps.get(step.index()).copied().unwrap_or(step)
    }

    pub(super) fn input(&self, input: InputId) -> InputId {
        self.inputs.get(input.index()).copied().unwrap_or(input)
    }

    pub(super) fn all_inputs(&self, inputs: &[InputId]) -> Vec<InputId> {
        inputs.iter().map(|input| self.input(*input)).collect()
    }

    pub(super) fn ty(&self, ty: Type) -> Type {
        match ty {
            Type::Money(currency) => {
                let known = self.currencies.get(currency.index()).copied();
                Type::Money(known.unwrap_or(currency))
            }
            Type::Enum(list) => {
                let known = self.enums.get(list.index()).copied();
                Type::Enum(known.unwrap_or(list))
            }
            Type::Bool | Type::Int | Type::Decimal | Type::Date | Type::Period(_) => ty,
        }
    }

    pub(super) fn value(&self, value: Value) -> Value {
        match (value, self.ty(value.ty())) {
            (Value::Money(_, amount), Type::Money(currency)) => Value::Money(currency, amount),
            (Value::Member(list, place), Type::Enum(known)) => {
                let places = self.members.get(list.index());
                let known_place = places.and_then(|places| places.get(place as usize));
                Value::Member(known, known_place.copied().unwrap_or(place))
            }
            _ => value,
        }
    }

    pub(super) fn grounds(&self, grounds: &[Ground]) -> Vec<Ground> {
        let ground = |ground: &Ground| match ground {
            Ground::Cited(citation) => Ground::Cited(self.citation(citation)),
            Ground::Reported(source, words) => {
                Ground::Reported(self.source(*source), words.clone())
            }
            Ground::Assumed(words) => Ground::Assumed(words.clone()),
        };
        grounds.iter().map(ground).collect()
    }

    pub(super) fn citation(&self, citation: &Citation) -> Citation {
        Citation {
            source: self.source(citation.source),
            ..citation.clone()
        }
    }

    fn source(&self, source: SourceId) -> SourceId {
        self.sources.get(source.index()).copied().unwrap_or(source)
    }
}

/// Adds something at the end, and says where.
pub(super) fn push<T>(all: &mut Vec<T>, one: T) -> usize {
    all.push(one);
    all.len() - 1
}
