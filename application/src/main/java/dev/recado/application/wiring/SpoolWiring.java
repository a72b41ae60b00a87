package dev.recado.application.wiring;

import dev.recado.domain.BackgroundTask;
import dev.recado.domain.delivery.RecordReceiptUseCase;
import dev.recado.domain.delivery.Senders;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.intake.DurableIntake;
import dev.recado.domain.intake.OrderAfterOutage;
import dev.recado.domain.intake.Processes;
import dev.recado.domain.intake.SpoolDeadlines;
import dev.recado.domain.intake.SpoolDrainer;
import dev.recado.domain.intake.SpoolEntryWriter;
import dev.recado.domain.message.Inbox;
import dev.recado.domain.message.MessageLog;
import dev.recado.domain.message.Spool;
import dev.recado.domain.notification.Notifications;
import dev.recado.domain.operation.Probe;
import dev.recado.domain.operation.SpoolProbe;
import dev.recado.domain.receipt.LateFailures;
import dev.recado.domain.receipt.RecordReceipt;
import dev.recado.domain.turn.AnswerConversation;
import dev.recado.domain.turn.AnswerDelivery;
import dev.recado.domain.turn.Dispatcher;
import dev.recado.domain.turn.EntryRefusals;
import dev.recado.domain.turn.FailureNotices;
import dev.recado.domain.turn.ReplyDecider;
import dev.recado.domain.turn.TurnRules;
import dev.recado.domain.turn.TurnSteps;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// Wires what works while the store is not available: the spool, its drainer, and failure notices.
@Factory
class SpoolWiring {

    /// Reads the failure notices that an earlier process gave without the store, before anything is answered.
    @Singleton
    FailureNotices failureNotices(Spool spool, Inbox inbox, EntryRefusals refusals) {
        return FailureNotices.in(spool, inbox, refusals);
    }

    @Singleton
    EntryRefusals refusals(Spool spool, EventSink events) {
        return new EntryRefusals(spool, events);
    }

    @Singleton
    SpoolDeadlines deadlines(
            Spool spool, AnswerDelivery sending, ReplyDecider replies, TurnRules rules, InstantSource clock) {
        return new SpoolDeadlines(spool, sending, replies, rules, clock);
    }

    @Singleton
    @Bean(typed = RecordReceipt.class)
    RecordReceipt storedReceipts(MessageLog log, LateFailures failures, VirtualThreadTimer threads, EventSink events) {
        return new RecordReceipt(log, failures, threads, events);
    }

    @Singleton
    LateFailures lateFailures(
            Senders senders,
            TurnSteps.Stores stores,
            Notifications notifications,
            EventSink events,
            InstantSource clock) {
        return new LateFailures(senders, stores, notifications, events, clock);
    }

    @Singleton
    @Bean(typed = {DurableIntake.class, RecordReceiptUseCase.class})
    DurableIntake durableIntake(
            Inbox inbox, RecordReceipt receipts, Spool spool, SpoolDeadlines deadlines, EventSink events) {
        return new DurableIntake(inbox, receipts, spool, deadlines, events);
    }

    @Singleton
    @Bean(typed = {OrderAfterOutage.class, BackgroundTask.class})
    OrderAfterOutage orderAfterOutage(
            AnswerConversation answer,
            Processes processes,
            DurableIntake durableIntake,
            FailureNotices failureNotices,
            VirtualThreadTimer threads,
            InstantSource clock) {
        return new OrderAfterOutage(answer, processes, durableIntake, failureNotices, threads, clock);
    }

    @Singleton
    SpoolEntryWriter spoolEntryWriter(
            Inbox inbox,
            RecordReceipt receipts,
            SpoolDeadlines deadlines,
            EntryRefusals refusals,
            VirtualThreadTimer threads,
            EventSink events) {
        return new SpoolEntryWriter(inbox, receipts, deadlines, refusals, threads::run, events);
    }

    @Singleton
    SpoolDrainer spoolDrainer(
            DurableIntake durableIntake,
            SpoolEntryWriter writer,
            Dispatcher dispatcher,
            VirtualThreadTimer threads,
            InstantSource clock,
            EventSink events) {
        return new SpoolDrainer(durableIntake, writer, dispatcher, threads, clock, events);
    }

    @Singleton
    @Named("spool")
    Probe spoolProbe(Spool spool, InstantSource clock) {
        return new SpoolProbe(spool, clock);
    }
}
