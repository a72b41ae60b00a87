package dev.recado.domain.identity;

import java.util.Set;
import java.util.stream.Collectors;

/// An address a user can be written to. A user may have both kinds, or no phone number at all.
public sealed interface UserAddress {

    /// Returns WhatsApp's key of the user (`wa_id`): the digits of the phone number, or the business-scoped id.
    String waId();

    /// Returns the canonical spelling of a phone number; any other address is its own.
    UserAddress canonical();

    /// Returns every spelling under which this address may be stored, itself included.
    Set<UserAddress> spellings();

    /// Returns the address as a log may show it: its last four characters at most.
    default String masked() {
        String id = waId();
        return "…" + id.substring(Math.max(0, id.length() - 4));
    }

    /// Parses the result of [#waId()].
    static UserAddress ofWaId(String waId) {
        return waId.chars().allMatch(Character::isDigit) ? new Phone("+" + waId) : new BusinessScoped(waId);
    }

    /// A phone number: `+` and digits. The length is not checked against E.164, because providers' test numbers
    /// are shorter.
    record Phone(String e164) implements UserAddress {
        public Phone {
            if (e164.length() < 2
                    || e164.length() > 32
                    || e164.charAt(0) != '+'
                    || !e164.chars().skip(1).allMatch(c -> c >= '0' && c <= '9')) {
                throw new IllegalArgumentException("a phone number is a plus and digits");
            }
        }

        @Override
        public String waId() {
            return e164.substring(1);
        }

        @Override
        public Phone canonical() {
            return new Phone("+" + CanonicalPhone.canonical(waId()));
        }

        @Override
        public Set<UserAddress> spellings() {
            return CanonicalPhone.spellings(waId()).stream()
                    .map(digits -> new Phone("+" + digits))
                    .collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public String toString() {
            return "Phone[" + masked() + "]";
        }
    }

    /// The id of a user who is known to this business only (`US.13491208655302741918`): country code, dot, up to
    /// 128 alphanumerics.
    record BusinessScoped(String id) implements UserAddress {
        public BusinessScoped {
            if (id.isBlank() || id.length() > 160) {
                throw new IllegalArgumentException("a business-scoped id has 1 to 160 characters");
            }
        }

        @Override
        public String waId() {
            return id;
        }

        @Override
        public BusinessScoped canonical() {
            return this;
        }

        @Override
        public Set<UserAddress> spellings() {
            return Set.of(this);
        }

        @Override
        public String toString() {
            return "BusinessScoped[" + masked() + "]";
        }
    }
}
