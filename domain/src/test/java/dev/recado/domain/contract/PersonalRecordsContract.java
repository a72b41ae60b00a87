package dev.recado.domain.contract;

import static dev.recado.domain.contract.StoreContract.claimed;
import static dev.recado.domain.contract.StoreContract.decision;
import static dev.recado.domain.contract.StoreContract.sent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.contact.Contact;
import dev.recado.domain.contact.ContactBook;
import dev.recado.domain.conversation.ClaimedConversation;
import dev.recado.domain.conversation.ConversationKey;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.event.BusinessRecords;
import dev.recado.domain.event.EventLog;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.handoff.ConversationMarks;
import dev.recado.domain.handoff.ConversationMarks.Note;
import dev.recado.domain.handoff.StaffNotice;
import dev.recado.domain.handoff.StaffNotices;
import dev.recado.domain.handoff.StaffNotices.Pending;
import dev.recado.domain.handoff.WhatsAppStaffNotifier;
import dev.recado.domain.identity.Channel;
import dev.recado.domain.identity.ConversationId;
import dev.recado.domain.identity.UserAddress;
import dev.recado.domain.identity.UserAddress.BusinessScoped;
import dev.recado.domain.identity.UserAddress.Phone;
import dev.recado.domain.message.Author;
import dev.recado.domain.message.Consent;
import dev.recado.domain.message.Content;
import dev.recado.domain.message.Content.Attachment;
import dev.recado.domain.message.Content.MediaKind;
import dev.recado.domain.message.InboundMessage;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.message.Notification;
import dev.recado.domain.message.OutboundMessage;
import dev.recado.domain.notification.Notifications;
import dev.recado.domain.privacy.OptOuts;
import dev.recado.domain.privacy.PersonalRecords;
import dev.recado.domain.privacy.PersonalRecords.Found;
import dev.recado.domain.privacy.RecordKind;
import dev.recado.domain.privacy.UserKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The contract of every [PersonalRecords], and of the refusals that outlive them.
public interface PersonalRecordsContract extends StoreContract {
    BusinessScoped HIDDEN_ANA = new BusinessScoped("US.13491208655302741918");
    ConversationId HER = ConversationId.of(new Phone(ANA));
    ConversationId HIS = ConversationId.of(new Phone(BRUNO));
    Phone MARTA = new Phone("+15550000099");

    PersonalRecords personalRecords();

    OptOuts optOuts();

    Notifications notifications();

    StaffNotices staffNotices();

    ContactBook book();

    EventLog eventLog();

    BusinessRecords records();

    ConversationMarks marks();

    private UserKeys her() {
        return personalRecords().keys(HER).orElseThrow();
    }

    /// A user with something of each kind.
    private void fill(String phone, String externalId, String words) {
        InboundMessage message = Messages.text(externalId, phone, words, NOON);
        stores().inbox().append(message);
        ClaimedConversation claim =
                claimed(stores().sessions().claim(message, NOON, LEASE)).conversation();
        stores().sessions().commit(claim, decision(message, "Dijiste: " + words));
        stores().log()
                .record(
                        List.of(sent(Messages.part(message, 0, 1, "Dijiste: " + words), externalId + "a")),
                        List.of(message.id()),
                        NOON);
        stores().sessions().release(claim, null, NOON);
        ConversationId id = message.conversationId();
        marks().note(id, new Note("note-" + externalId, "sobre " + words, new Author("marta", "Marta"), NOON));
        Map<String, String> who = Map.of("phone", phone, "name", "Nombre", "text", words);
        eventLog()
                .record(List.of(
                        BusinessEvent.of(BusinessEvent.Type.LEAD_CREATED, externalId, id, NOON, who),
                        BusinessEvent.of(BusinessEvent.Type.HANDOFF_REQUESTED, externalId, id, NOON, who)));
        notifications()
                .put(new Notification("n-" + externalId, new Phone(phone), null, "REMINDER", "", words, null, NOON));
        staffNotices()
                .put(List.of(new Pending("s-" + externalId, StaffNotice.Kind.OVERDUE, id, "whatsapp", "m", NOON)));
        book().put(List.of(new Contact(
                "C-" + externalId,
                Set.of(new Phone(phone), new Phone(phone + "9")),
                words,
                null,
                null,
                Map.of("plan", words))));
    }

    private Map<RecordKind, Integer> counts(UserKeys keys) {
        Map<RecordKind, Integer> counts = new EnumMap<>(RecordKind.class);
        for (RecordKind kind : RecordKind.values()) {
            int found = personalRecords().find(kind, keys, null, 100).size();
            if (found > 0) {
                counts.put(kind, found);
            }
        }
        return counts;
    }

    private void eraseAll(UserKeys keys) {
        for (RecordKind kind : RecordKind.values()) {
            List<String> found = personalRecords().find(kind, keys, null, 100).stream()
                    .map(Found::id)
                    .toList();
            personalRecords().erase(kind, found);
            assertThat(personalRecords().erase(kind, found)).as("a repeat").isZero();
        }
    }

    @Test
    default void everyKindOfAUsersRecordsIsFoundAndErasedAndNothingOfAnother() {
        fill(ANA, "SM1", "mi alergia");
        fill(BRUNO, "SM2", "mi factura");
        stores().contacts().assign(HIDDEN_ANA, HER);
        UserKeys her = her();
        UserKeys his = personalRecords().keys(HIS).orElseThrow();
        Map<RecordKind, Integer> ofHis = counts(his);

        assertThat(her.addresses()).contains(new Phone(ANA), HIDDEN_ANA);
        assertThat(counts(her)).containsOnlyKeys(RecordKind.values());
        assertThat(counts(her)).containsEntry(RecordKind.RECEIVED, 1).containsEntry(RecordKind.SAID, 2);

        eraseAll(her);

        assertThat(counts(her)).isEmpty();
        assertThat(counts(his)).isEqualTo(ofHis).isNotEmpty();
        assertThat(stores().log().history(HER, 10)).isEmpty();
        assertThat(stores().contacts().conversations(Set.of(HIDDEN_ANA))).isEmpty();
        assertThat(book().find(Set.of(new Phone(ANA), new Phone(ANA + "9")))).isEmpty();
        assertThat(book().get("C-SM1")).isEmpty();
        assertThat(book().get("C-SM2")).isPresent();
        BusinessRecords.Page all = new BusinessRecords.Page(10, null);
        assertThat(records().leads(all))
                .extracting(BusinessRecords.LeadRecord::phone)
                .containsExactly(BRUNO);
        assertThat(records().handoffs(all)).hasSize(1);
        assertThat(notifications().find("n-SM1")).isEmpty();
        assertThat(notifications().find("n-SM2")).isPresent();
    }

    @Test
    default void noMoreAreFoundThanAskedForAndNoneOfLater() {
        for (int i = 0; i < 5; i++) {
            stores().inbox().append(Messages.text("SM" + i, ANA, "hola", NOON.plusSeconds(i)));
        }
        UserKeys her = UserKeys.of(HER, List.of(new Phone(ANA)));

        assertThat(personalRecords().find(RecordKind.RECEIVED, her, null, 3)).hasSize(3);
        assertThat(personalRecords().find(RecordKind.RECEIVED, her, NOON.plusSeconds(1), 10))
                .extracting(Found::id)
                .containsExactlyInAnyOrder("twilio:SM0", "twilio:SM1");
        assertThat(personalRecords().wroteAfter(her, NOON.plusSeconds(3))).isTrue();
        assertThat(personalRecords().wroteAfter(her, NOON.plusSeconds(4))).isFalse();
    }

    @Test
    default void aMessageWithAFileIsToldApart() {
        Attachment photo = new Attachment("https://example.com/1", "image/jpeg");
        stores().inbox().append(Messages.text("SM1", ANA, "hola", NOON));
        stores().inbox()
                .append(Messages.message(
                        "SM2", ANA, new Content.Media(MediaKind.IMAGE, List.of(photo), "mi receta"), NOON));

        assertThat(personalRecords().find(RecordKind.RECEIVED, her(), null, 10))
                .containsExactlyInAnyOrder(new Found("twilio:SM1", false), new Found("twilio:SM2", true));
    }

    @Test
    default void aUserIsKnownByTheConversationOrByAMessageAlone() {
        assertThat(personalRecords().keys(HER)).isEmpty();
        stores().inbox().append(Messages.text("SM1", ANA, "hola", NOON));

        assertThat(her().conversation()).isEqualTo(HER);
        assertThat(her().addresses()).containsExactly(new Phone(ANA));
        assertThat(personalRecords().conversations(her())).isEmpty();
    }

    @Test
    default void recordsAreReadInTheirOrderWithWhatTheySay() {
        fill(ANA, "SM1", "mi alergia");
        stores().inbox().append(Messages.text("SM0", ANA, "antes", NOON.minusSeconds(9)));
        List<Object> contents = new ArrayList<>();
        personalRecords()
                .read(
                        RecordKind.RECEIVED,
                        her(),
                        record -> contents.add(record.fields().get("content")));

        assertThat(contents).containsExactly("antes", "mi alergia");
        assertThat(personalRecords().conversations(her()))
                .singleElement()
                .satisfies(conversation -> assertThat(conversation.fields())
                        .containsEntry("wa_id", ANA.substring(1))
                        .containsEntry("profile_name", "Ana")
                        .doesNotContainKeys("lease", "fence", "attempts"));
    }

    @Test
    default void whatANoticeToldAPersonOfTheBusinessIsErasedFromTheirConversation() {
        staffNotices().put(List.of(new Pending("s-1", StaffNotice.Kind.OVERDUE, HER, "whatsapp", "m", NOON)));
        stores().inbox().append(Messages.text("SM1", ANA, "hola", NOON));
        Notification notice = new Notification(
                WhatsAppStaffNotifier.notificationId("s-1"),
                MARTA,
                null,
                WhatsAppStaffNotifier.EVENT,
                "",
                "Ana: mi alergia",
                null,
                Author.BOT,
                NOON);
        notifications().put(notice);
        InboundMessage marta = Messages.text("SM9", MARTA.e164(), "hola", NOON);
        ClaimedConversation claim =
                claimed(stores().sessions().claim(marta, NOON, LEASE)).conversation();
        OutboundMessage part = Messages.partOf(notice, marta.conversationId(), "Ana: mi alergia");
        stores().sessions().commit(claim, decision(marta, "Ana: mi alergia"));
        stores().log().record(List.of(sent(part, "SM10")), List.of(), NOON);

        eraseAll(her());

        assertThat(notifications().find(notice.id())).isEmpty();
        assertThat(stores().log().history(marta.conversationId(), 10))
                .extracting(MessageLog.Entry::content)
                .doesNotContain("Ana: mi alergia");
        assertThat(stores().sessions()
                        .find(marta.conversationId())
                        .orElseThrow()
                        .turns())
                .extracting(turn -> turn.text())
                .contains("hola")
                .doesNotContain("Ana: mi alergia");
    }

    @Test
    default void aNewConversationFindsWhatTheErasedUserRefused() {
        optOuts().keep(UserKeys.of(HER, List.of(new Phone(ANA))), Consent.NOTHING);

        assertThat(consentOf(new Phone(ANA))).isEqualTo(Consent.NOTHING);
        assertThat(stores().sessions().find(HER).orElseThrow().userState().consent())
                .isEqualTo(Consent.NOTHING);
        assertThat(consentOf(new Phone(BRUNO))).isEqualTo(Consent.EVERYTHING);
    }

    @Test
    default void aRefusalIsForgottenWhenTheUserAgreedAgain() {
        UserKeys her = UserKeys.of(HER, List.of(new Phone(ANA)));
        optOuts().keep(her, Consent.ANSWERS_ALONE);
        assertThat(optOuts().of(her)).contains(Consent.ANSWERS_ALONE);

        optOuts().keep(her, Consent.EVERYTHING);

        assertThat(optOuts().of(her)).isEmpty();
        assertThat(consentOf(new Phone(ANA))).isEqualTo(Consent.EVERYTHING);
    }

    private Consent consentOf(UserAddress address) {
        Instant now = NOON;
        ConversationKey key = new ConversationKey(ConversationId.of(address), address, Channel.TWILIO, null, null);
        return claimed(stores().sessions().claim(key, now, LEASE))
                .conversation()
                .conversation()
                .userState()
                .consent();
    }
}
