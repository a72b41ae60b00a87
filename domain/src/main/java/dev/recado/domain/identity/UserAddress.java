package dev.recado.domain.identity;

/// Where a user can be written to. A user may have both kinds, or no phone number at all.
public sealed interface UserAddress {

    /// The key of the user's thread (`wa_id`): the digits of a phone number, or the business-scoped id.
    String waId();

    /// The one spelling that stands for all spellings of a phone number.
    UserAddress canonical();

    /// The address as a log may show it: never more than its last four characters.
    default String masked() {
        String id = waId();
        return "…" + id.substring(Math.max(0, id.length() - 4));
    }

    /// Reads what {@link #waId()} gave back into an address.
    static UserAddress ofWaId(String waId) {
        return waId.chars().allMatch(Character::isDigit) ? new Phone("+" + waId) : new BusinessScoped(waId);
    }

    /// A phone number, `+` and digits. Lengths are not judged: providers' test numbers are shorter than E.164 allows.
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
        public String toString() {
            return "Phone[" + masked() + "]";
        }
    }

    /// An id of a user known to this business only (`US.13491208655302741918`): country code, dot, up to 128
    /// alphanumerics.
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
        public String toString() {
            return "BusinessScoped[" + masked() + "]";
        }
    }
}
