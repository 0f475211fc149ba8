//! Rules, and the provisions around them.

use crate::diagnostic::{Code, Diagnostic};
use crate::law::{self, ActId, Ground, ProvisionId, StepId, Written, WrittenId};
use crate::syntax::{Clause, Item, ItemKind, Name, Provision, Rule};

use super::super::context::{Checker, PendingRule};
use super::super::phrases::folded;
use super::super::symbols::Symbol;

/// The provisions around a rule and what they hand down.
#[derive(Clone, Default)]
pub struct Around<'c> {
    provisions: Vec<ProvisionId>,
    clauses: Vec<&'c Clause>,
    grounds: Vec<Ground>,
    /// Grounds are written, even if their quotations were not found.
    grounded: bool,
    act: Option<ActId>,
    /// The act of the outermost provision that has one: what another act puts inside stands there.
    stands_in: Option<ActId>,
    /// An act is named, and was not found.
    adrift: bool,
    /// It is no provision, but a parameter.
    dated: bool,
}

impl Around<'_> {
    /// Around the dated values of a parameter.
    pub fn of_parameter() -> Self {
        Self {
            dated: true,
            ..Self::default()
        }
    }
}

impl<'c> Checker<'c> {
    /// Declares a rule, or a provision with the rules in it.
    pub fn declare_rules(&mut self, item: &'c Item, around: &Around<'c>) {
        match &item.kind {
            ItemKind::Rule(rule) => self.declare_rule(rule, around),
            ItemKind::Provision(provision) => self.declare_provision(provision, around),
            _ => {}
        }
    }

    pub fn declare_rule(&mut self, rule: &'c Rule, around: &Around<'c>) {
        let mut grounds = around.grounds.clone();
        let own = self.grounds(&rule.grounds);
        grounds.extend(own.iter().cloned());
        let act = self.find_act(rule.act.as_ref()).or(around.act);
        let stands_in = around.stands_in.or(self.enacted_in(&rule.name)).or(act);
        if rule.grounds.is_empty() && !around.grounded {
            let what = rule_in_words(&rule.name.text, around.dated);
            let message = format!("{what} does not say where it comes from");
            self.report(
                Diagnostic::new(Code::NoGround, message)
                .at(rule.name.span, "")
                .help(
                    "quote its sentence: cites SOURCE \"…\"; or say what it assumes: assumed \"…\"",
                ),
            );
        }
        let id = WrittenId::at(self.law.written.len());
        let on: Vec<StepId> = rule
            .on
            .iter()
            .filter_map(|name| self.find_step(name))
            .collect();
        let of = rule.of.as_ref().and_then(|of| self.find_record(of));
        let headless = on.len() < rule.on.len() || of.is_some() != rule.of.is_some();
        if let Some(of) = of {
            self.element_of.insert(id, of);
        }
        let name = match self.about(rule.name.span).later {
            // A later version may stand in another file than the first.
            true => self.symbols.known_as(&rule.name),
            false => self.symbols.full(&rule.name),
        };
        let keys = |names: &[Name]| names.iter().map(|name| self.symbols.key(name)).collect();
        let (lifts, despite) = (keys(&rule.lifts), keys(&rule.despite));
        self.law.written.push(Written {
            name,
            heading: rule.heading.as_ref().map(folded),
            span: rule.name.span,
            act,
            stands_in,
            provision: around.provisions.last().copied(),
            on,
            grounds,
            from: None,
            until: None,
            begins_by: None,
            ends_by: None,
            begins_later: false,
            ends_later: false,
            rules: Vec::new(),
            lifts,
            despite,
            is_value: around.dated,
        });
        self.declare_version(&rule.name, id);
        if self.about(rule.name.span).later {
            self.note_amendment(rule.name.span, act, own);
        }
        self.pending.rules.push(PendingRule {
            id,
            rule,
            of,
            dated: around.dated,
            inherited: around.clauses.clone(),
            subjected: Vec::new(),
            headless,
            adrift: act.is_none() && (around.adrift || rule.act.is_some()),
        });
    }

    fn declare_provision(&mut self, provision: &'c Provision, around: &Around<'c>) {
        let id = ProvisionId::at(self.law.provisions.len());
        let own = self.grounds(&provision.grounds);
        self.law.provisions.push(law::Provision {
            name: self.symbols.full(&provision.name),
            heading: provision.heading.as_ref().map(folded),
            span: provision.name.span,
            parent: around.provisions.last().copied(),
            grounds: own.clone(),
        });
        self.declare_name(&provision.name, Symbol::Provision(id));
        self.pending.provisions.push((id, provision));
        let mut inside = around.clone();
        inside.provisions.push(id);
        inside.clauses.extend(&provision.clauses);
        inside.grounds.extend(own);
        inside.grounded |= !provision.grounds.is_empty();
        inside.act = self.find_act(provision.act.as_ref()).or(around.act);
        inside.stands_in = around.stands_in.or(inside.act);
        inside.adrift |= provision.act.is_some() && inside.act.is_none();
        let first = self.law.written.len();
        for member in &provision.members {
            self.declare_rules(member, &inside);
        }
        self.rules_in.insert(id, first..self.law.written.len());
    }

    /// The act in which a rule stands of which this is a later version.
    fn enacted_in(&self, name: &Name) -> Option<ActId> {
        match self.symbols.of(name) {
            Some(Symbol::Rule(first)) if self.about(name.span).later => self.law[first].stands_in,
            _ => None,
        }
    }

    /// Gives a rule its name, or joins it to the versions that have the name already.
    fn declare_version(&mut self, name: &Name, id: WrittenId) {
        let about = self.about(name.span);
        match self.symbols.of(name) {
            Some(Symbol::Rule(first)) if about.later => {
                self.symbols.add_version(first, id);
            }
            _ => {
                self.declare_name(name, Symbol::Rule(id));
            }
        }
    }
}

/// What a rule, or a dated value of a parameter, is called in a sentence.
pub fn rule_in_words(name: &str, is_value: bool) -> String {
    match is_value {
        true => format!("the value `{name}`"),
        false => format!("the rule `{name}`"),
    }
}
