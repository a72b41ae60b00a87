package dev.recado.domain.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.answer.BuiltInText;
import dev.recado.domain.answer.ModelAction;
import dev.recado.domain.answer.ResponseGenerator.Generation;
import dev.recado.domain.availability.StaffAvailability.Availability;
import dev.recado.domain.conversation.Conversation;
import dev.recado.domain.conversation.ConversationStatus;
import dev.recado.domain.conversation.Ownership;
import dev.recado.domain.event.BusinessEvent;
import dev.recado.domain.fake.Desk;
import dev.recado.domain.fake.Messages;
import dev.recado.domain.message.Author;
import dev.recado.domain.message.Usage;
import dev.recado.domain.text.Language;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What users are told of people: no more than is so. And how a user comes back to the bot.
class WhatUsersArePromisedTest {
    private static final String ANA = "+34600000001";
    private static final Duration A_WHILE = Duration.ofSeconds(3);
    private static final Author MARTA = new Author("marta", "Marta");

    private final Desk desk = new Desk();
    private int said;

    private void says(String text) {
        desk.writes("SM" + ++said, ANA, text);
        desk.pass(A_WHILE);
    }

    private Conversation conversation() {
        return desk.store
                .find(Messages.text("SM0", ANA, "x", desk.clock.instant()).conversationId())
                .orElseThrow();
    }

    private List<BusinessEvent> told(BusinessEvent.Type type) {
        return desk.businessEvents.stream()
                .filter(event -> event.type() == type)
                .distinct()
                .toList();
    }

    private String last() {
        return desk.sender.texts().getLast();
    }

    private void closedForThreeHours() {
        Instant opening = desk.clock.instant().plus(Duration.ofHours(3));
        desk.staff = _ -> new Availability.Closed(opening, ZoneId.of("UTC"));
    }

    private static String spanish(BuiltInText text) {
        return text.in(Language.SPANISH);
    }

    private void isTakenByMarta() {
        Conversation conversation = conversation();
        Ownership before = conversation.ownership();
        assertThat(desk.store.transfer(
                        conversation.id(),
                        before,
                        before.takenBy(MARTA, desk.clock.instant()),
                        List.of(),
                        desk.clock.instant()))
                .isTrue();
    }

    @Test
    void whileNobodyIsThereTheUserHearsFromWhen() {
        closedForThreeHours();
        says("/human");

        assertThat(last()).contains("habrá alguien hoy a las ").doesNotContain("avisado");
        assertThat(conversation().status()).isEqualTo(ConversationStatus.WAITING);

        says("/human");
        assertThat(last()).contains("sigue anotada", "habrá alguien hoy a las ");

        says("/status");
        assertThat(last()).contains("habrá alguien hoy a las ").doesNotContain("avis");
    }

    @Test
    void whenNobodyIsToldNobodyIsPromised() {
        desk.staff = _ -> new Availability.Noted();
        says("/human");
        says("/human");
        says("/status");

        assertThat(desk.sender.texts())
                .startsWith(spanish(BuiltInText.HANDOFF_NOTED), spanish(BuiltInText.HANDOFF_AGAIN_NOTED))
                .last()
                .asString()
                .startsWith(spanish(BuiltInText.STATUS_WAITING_NOTED));
    }

    @Test
    void theOfferOfAPersonSaysFromWhenThereIsOne() {
        desk.configured = false;
        closedForThreeHours();
        says("¿hacéis descuentos a estudiantes?");

        assertThat(last()).startsWith(spanish(BuiltInText.DONT_KNOW)).contains("habrá alguien hoy a las ");
    }

    @Test
    void theModelIsToldWhatItMayPromise() {
        closedForThreeHours();
        says("hola");

        assertThat(desk.prompts.getLast().options().handoffWords()).contains("habrá alguien hoy a las ");
    }

    @Test
    void aModelThatOnlyAsksForAPersonPromisesNoMore() {
        desk.staff = _ -> new Availability.Noted();
        desk.model = _ -> new Generation.Answer(
                "",
                List.of(new ModelAction.RequestHandoff("cita")),
                List.of(),
                Usage.NONE,
                "scripted",
                Duration.ZERO,
                null);
        says("hola");

        assertThat(last()).isEqualTo(spanish(BuiltInText.HANDOFF_NOTED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bot", "volver al bot", "Back to the bot, please", "retour au bot", "voltar ao bot"})
    void whoWaitsComesBackToTheBot(String words) {
        says("/human");
        says(words);

        assertThat(last()).isEqualTo(spanish(BuiltInText.BACK_TO_BOT));
        assertThat(conversation().ownership().handoff()).isNull();
        assertThat(conversation().status()).isEqualTo(ConversationStatus.OPEN);
        assertThat(told(BusinessEvent.Type.HANDOFF_GIVEN_BACK))
                .singleElement()
                .satisfies(event -> assertThat(event.details()).containsEntry("by", "user"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bot", "volver al bot", "/reset"})
    void whoTalksToAPersonComesBackToTheBot(String words) {
        says("/human");
        isTakenByMarta();
        says("¿hay alguien?");
        assertThat(desk.sender.texts()).hasSize(1);

        says(words);

        assertThat(desk.sender.texts()).hasSize(2);
        assertThat(conversation().status()).isEqualTo(ConversationStatus.OPEN);
        assertThat(told(BusinessEvent.Type.HANDOFF_GIVEN_BACK)).hasSize(1);

        says("hola");
        assertThat(last()).isEqualTo("eco: hola");
    }

    @ParameterizedTest
    @ValueSource(strings = {"empezar de nuevo", "/help", "/human", "/status", "no quiero volver al bot"})
    void otherWordsAreForThePerson(String words) {
        says("hola");
        isTakenByMarta();
        says(words);

        assertThat(desk.sender.texts()).containsExactly("eco: hola");
        assertThat(conversation().status()).isEqualTo(ConversationStatus.HUMAN);
    }

    @Test
    void theBotsOwnConversationIsNotGivenBack() {
        says("hola");
        says("/bot");

        assertThat(last()).isEqualTo(spanish(BuiltInText.BACK_TO_BOT));
        assertThat(told(BusinessEvent.Type.HANDOFF_GIVEN_BACK)).isEmpty();
    }
}
