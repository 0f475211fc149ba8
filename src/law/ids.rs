use std::ops::{Index, IndexMut};

use serde::{Deserialize, Serialize};

use super::{
    Act, Amendment, Case, Claim, Currency, Door, EnumType, Input, Law, List, Provision, Record,
    Rule, Source, Step, Term, Written,
};

/// A dense index into one list of the law. Ids are made where the list grows and live as long as
/// the law: an id of another law is a programming error, and the only way to a wrong index.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident: $field:ident -> $target:ty;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(u32);

        impl $name {
            /// The id of the element at `index`. Lists are far shorter than 2³² by the limits on
            /// input size, so that saturation never happens.
            pub fn at(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            /// Where the element stands in its list.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl Index<$name> for Law {
            type Output = $target;

            #[expect(clippy::indexing_slicing, reason = "ids are only made for elements that exist")]
            fn index(&self, id: $name) -> &$target {
                &self.$field[id.index()]
            }
        }

        impl IndexMut<$name> for Law {
            #[expect(clippy::indexing_slicing, reason = "ids are only made for elements that exist")]
            fn index_mut(&mut self, id: $name) -> &mut $target {
                &mut self.$field[id.index()]
            }
        }
    )*};
}

ids! {
    /// A source text.
    SourceId: sources -> Source;
    /// An act.
    ActId: acts -> Act;
    /// An amendment.
    AmendmentId: amendments -> Amendment;
    /// A provision.
    ProvisionId: provisions -> Provision;
    /// An enumeration.
    EnumId: enums -> EnumType;
    /// A record.
    RecordId: records -> Record;
    /// A list.
    ListId: lists -> List;
    /// A currency.
    CurrencyId: currencies -> Currency;
    /// An input.
    InputId: inputs -> Input;
    /// A term.
    TermId: terms -> Term;
    /// A rule as it stands in a file.
    WrittenId: written -> Written;
    /// A rule of the kernel.
    RuleId: rules -> Rule;
    /// A step.
    StepId: steps -> Step;
    /// A step with its choices made.
    DoorId: doors -> Door;
    /// A case.
    CaseId: cases -> Case;
    /// A claim.
    ClaimId: claims -> Claim;
}
