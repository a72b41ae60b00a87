package dev.recado.application.wiring;

import dev.recado.application.configuration.BusinessSetup;
import dev.recado.domain.BackgroundTask;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.answer.BuiltInTexts;
import dev.recado.domain.availability.BusinessHours;
import dev.recado.domain.availability.StaffAvailability;
import dev.recado.domain.availability.StaffHours;
import dev.recado.domain.conversation.SessionStore;
import dev.recado.domain.event.EventLog;
import dev.recado.domain.event.EventSink;
import dev.recado.domain.handoff.HoursReport;
import dev.recado.domain.handoff.StaffNoticeQueue;
import dev.recado.domain.handoff.StaffNoticeSender;
import dev.recado.domain.handoff.StaffNoticeWriter;
import dev.recado.domain.handoff.StaffNotices;
import dev.recado.domain.handoff.StaffNotifier;
import dev.recado.domain.handoff.WhatsAppStaffNotifier;
import dev.recado.domain.identity.PublicIds;
import dev.recado.domain.identity.UserAddress.Phone;
import dev.recado.domain.notification.NotificationStateUseCase;
import dev.recado.domain.notification.NotifyUseCase;
import dev.recado.domain.operation.Probe;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Wires what users and people of the business are told of requests for a person.
@Factory
class StaffWiring {

    /// @param staffWhatsapp the numbers of those who are told
    @ConfigurationProperties("recado")
    @Requires(property = "recado.staff-whatsapp")
    record StaffNumbers(List<String> staffWhatsapp) {}

    /// @param publicUrl what links to the inbox begin with; null for none
    @ConfigurationProperties("recado")
    record LinkSettings(@Nullable String publicUrl) {}

    /// The sender is looked up late: it sends by turns, whose rules hold the availability.
    @Singleton
    StaffAvailability availability(BusinessHours hours, BusinessSetup setup, BeanProvider<StaffNoticeSender> sender) {
        return new StaffHours(hours, () -> setup.tellsServer() || sender.get().isTelling());
    }

    @Singleton
    @Bean(typed = StaffNotifier.class)
    @Requires(beans = StaffNumbers.class)
    WhatsAppStaffNotifier whatsApp(
            StaffNumbers numbers, NotifyUseCase notify, NotificationStateUseCase states, InstantSource clock) {
        return new WhatsAppStaffNotifier(
                numbers.staffWhatsapp().stream().map(Phone::new).toList(), notify, states, clock);
    }

    /// The ways are looked up late, because WhatsApp sends by turns, which write events.
    @Singleton
    @Bean(typed = StaffNoticeQueue.class)
    StaffNoticeQueue staffNotices(EventLog log, StaffNotices notices, BeanProvider<StaffNotifier> ways, PublicIds ids) {
        return new StaffNoticeQueue(log, notices, () -> ways.stream().toList(), ids);
    }

    @Singleton
    StaffNoticeWriter staffNoticeWriter(SessionStore sessions, BuiltInTexts texts, PublicIds ids, LinkSettings links) {
        return new StaffNoticeWriter(sessions, texts, ids, links.publicUrl());
    }

    @Singleton
    @Bean(typed = {StaffNoticeSender.class, BackgroundTask.class})
    StaffNoticeSender staffNoticeSender(
            List<StaffNotifier> ways,
            StaffNotices notices,
            StaffNoticeWriter writer,
            StaffNoticeQueue queue,
            VirtualThreadTimer threads,
            InstantSource clock,
            EventSink events,
            RandomGenerator chance) {
        StaffNoticeSender sender = new StaffNoticeSender(
                ways, notices, writer, new StaffNoticeSender.TimeSource(clock, threads), events, chance);
        queue.onStored(sender::wake);
        return sender;
    }

    /// Whether people are told of requests, and whether they are there. It never makes `/health` DOWN:
    /// users are answered all the same.
    @Singleton
    @Named("staff")
    Probe staffProbe(StaffNoticeSender sender, BusinessHours hours, InstantSource clock) {
        return OperationWiring.finding("staff", () -> {
            try {
                return new HoursReport(hours).beside(sender.finding(), clock.instant());
            } catch (PortUnavailableException e) {
                return new Probe.Finding(true, Map.of("error", "the store does not answer"));
            }
        });
    }
}
