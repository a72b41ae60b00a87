package dev.recado.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.identity.UserAddress.Phone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalPhoneTest {

    // Sources: WhatsApp's help on Argentine and Mexican numbers (faq.whatsapp.com/1294841057948784); chatwoot
    // #14174 (Twilio gives +521… for +52…); waha #1974 and #1976 (a Brazilian landline is never a mobile);
    // openclaw #20187 (WhatsApp omits the 9 in area codes above 30).
    @ParameterizedTest
    @CsvSource({
        "+5491155550100, +541155550100, Buenos Aires",
        "+5493415550100, +543415550100, Rosario",
        "+5492901550100, +542901550100, an area of four digits",
        "+5215555500100, +525555500100, Mexico City",
        "+5218115550100, +528115550100, Monterrey",
        "+5511987650100, +551187650100, São Paulo: WhatsApp writes the 9",
        "+5521987650100, +552187650100, Rio de Janeiro: likewise",
        "+5531987650100, +553187650100, Belo Horizonte: WhatsApp leaves it out",
        "+5547961230100, +554761230100, the oldest mobiles begin with a 6",
    })
    void allSpellingsOfANumberHaveOneConversation(String one, String other, String where) {
        assertThat(ConversationId.of(new Phone(one))).as(where).isEqualTo(ConversationId.of(new Phone(other)));
    }

    @ParameterizedTest
    @CsvSource({
        "+551133330100, +5511933330100, a Brazilian landline and a mobile",
        "+554733330100, +5547933330100, the same where WhatsApp writes no 9",
        "+5491155550100, +5491155550101, two numbers",
        "+541155550100, +542255550100, two areas",
        "+15550100001, +15550100002, a country with one spelling",
        "+54115555010, +549115555010, too short to be a number of Argentina",
        "+5255550010, +52155550010, nor of Mexico",
        "+5511987650, +551187650, nor of Brazil",
        "+5512345678, +55912345678, nor with an area of one digit",
    })
    void differentNumbersHaveDifferentConversations(String one, String other, String what) {
        assertThat(ConversationId.of(new Phone(one))).as(what).isNotEqualTo(ConversationId.of(new Phone(other)));
    }

    @ParameterizedTest
    @CsvSource({
        "541155550100, 541155550100 5491155550100",
        "5215555500100, 525555500100 5215555500100",
        "551187650100, 551187650100 5511987650100",
        "5531987650100, 553187650100 5531987650100",
        "15550100001, 15550100001",
        "1, 1",
    })
    void allSpellingsOfANumberAreNamed(String digits, String spellings) {
        assertThat(CanonicalPhone.spellings(digits)).containsExactlyInAnyOrder(spellings.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "5491155550100, 5491155550100",
        "541155550100, 5491155550100",
        "525555500100, 5215555500100",
        "551187650100, 5511987650100",
        "5531987650100, 553187650100",
        "15550100001, 15550100001",
    })
    void theCanonicalSpellingIsTheOneThatWhatsAppUses(String digits, String canonical) {
        assertThat(CanonicalPhone.canonical(digits)).isEqualTo(canonical);
    }
}
