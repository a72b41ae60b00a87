package dev.recado.domain.event;

import static dev.recado.domain.event.BusinessEvent.Type.MESSAGE_FAILED;
import static dev.recado.domain.event.BusinessEvent.Type.MESSAGE_RECEIVED;
import static dev.recado.domain.event.BusinessEvent.Type.MESSAGE_SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.delivery.MessageSender.SendOutcome;
import dev.recado.domain.fake.Desk;
import dev.recado.domain.fake.Messages;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WhatTheBusinessIsToldTest {
    private static final String ANA = "+15550000001";
    private static final Duration A_WHILE = Duration.ofMinutes(1);

    private final Desk desk = new Desk();

    private void says(String id, String words) {
        desk.writes(id, ANA, words);
        desk.pass(A_WHILE);
    }

    private Conversation conversation() {
        return desk.store
                .find(Messages.text("x", ANA, "x", desk.clock.instant()).conversationId())
                .orElseThrow();
    }

    @Test
    void ofAMessageAndOfItsAnswer() {
        says("SM1", "hola");

        assertThat(desk.businessEvents)
                .extracting(BusinessEvent::type, BusinessEvent::id)
                .containsExactly(
                        tuple(MESSAGE_RECEIVED, "message_received/twilio:SM1"),
                        tuple(MESSAGE_SENT, "message_sent/twilio:SM1/0"));
        assertThat(desk.businessEvents)
                .allSatisfy(event -> assertThat(event.conversationId())
                        .isEqualTo(conversation().id()));
    }

    @Test
    void ofEachPartOfAnAnswerAndOfNoneTwice() {
        desk.curated.put("hola", "uno\ndos");
        says("SM1", "hola");
        desk.writes("SM1", ANA, "hola");
        desk.pass(A_WHILE);

        assertThat(desk.businessEvents)
                .extracting(BusinessEvent::type)
                .containsExactly(MESSAGE_RECEIVED, MESSAGE_SENT, MESSAGE_SENT);
    }

    @Test
    void ofAnAnswerThatTheProviderWillNotHave() {
        desk.sender.nextOutcome(new SendOutcome.Refused("63024", "invalid recipient"));
        says("SM1", "hola");

        assertThat(desk.businessEvents)
                .extracting(BusinessEvent::type, event -> event.details().getOrDefault("code", ""))
                .containsExactly(tuple(MESSAGE_RECEIVED, ""), tuple(MESSAGE_FAILED, "63024"));
    }

    @Test
    void nothingOfItIsLostWhenTheConversationCouldNotBeGivenBack() {
        desk.store.failWhen("release"::equals);
        says("SM1", "hola");
        assertThat(desk.businessEvents).isEmpty();

        desk.store.failWhen(_ -> false);
        says("SM2", "¿hay alguien?");
        assertThat(desk.businessEvents)
                .extracting(BusinessEvent::id)
                .containsOnlyOnce(
                        "message_received/twilio:SM1",
                        "message_sent/twilio:SM1/0",
                        "message_received/twilio:SM2",
                        "message_sent/twilio:SM2/0");
    }
}
