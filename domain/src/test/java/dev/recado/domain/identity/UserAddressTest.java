package dev.recado.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class UserAddressTest {
    private static final UserAddress PHONE = new UserAddress.Phone("+16505551234");
    private static final UserAddress SCOPED = new UserAddress.BusinessScoped("US.13491208655302741918");

    @Test
    void anAddressIsParsedFromItsKey() {
        assertThat(UserAddress.ofWaId(PHONE.waId())).isEqualTo(PHONE);
        assertThat(UserAddress.ofWaId(SCOPED.waId())).isEqualTo(SCOPED);
    }

    @Test
    void anAddressNeverPrintsMoreThanItsLastFourCharacters() {
        assertThat(PHONE.toString()).contains("1234").doesNotContain("5551234");
        assertThat(SCOPED.toString()).contains("1918").doesNotContain("741918");
    }

    @Test
    void anInvalidPhoneNumberIsRejected() {
        for (String wrong : new String[] {"", "+", "16505551234", "+1650 555", "+１２３", "+1".repeat(20)}) {
            assertThatThrownBy(() -> new UserAddress.Phone(wrong))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theSameUserHasTheSameConversationEverywhere() {
        assertThat(ConversationId.of(PHONE)).isEqualTo(ConversationId.of(new UserAddress.Phone("+16505551234")));
        assertThat(ConversationId.of(PHONE)).isNotEqualTo(ConversationId.of(SCOPED));
        assertThat(ConversationId.parse(ConversationId.of(PHONE).toString())).isEqualTo(ConversationId.of(PHONE));
    }
}
