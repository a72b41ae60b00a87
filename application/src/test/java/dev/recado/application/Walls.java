package dev.recado.application;

import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.recado.domain.port.AnalysisStoppedException;
import dev.recado.domain.port.ConfigurationException;
import dev.recado.domain.port.PortUnavailableException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// The rules of the house that no compiler keeps.
final class Walls {
    private static final String DOMAIN = "dev.recado.domain..";
    private static final String ADAPTERS = "dev.recado.adapter..";
    private static final String APPLICATION = "dev.recado.application..";
    private static final String USE_CASES = "dev.recado.domain.usecase";

    /// What makes a class depend on the moment, the machine or chance; these come in from outside.
    private static final Map<String, Set<String>> AMBIENT = Map.of(
            "java.lang.System", Set.of("currentTimeMillis", "getenv", "out", "err", "exit"),
            "java.lang.Thread", Set.of("sleep"),
            "java.lang.Math", Set.of("random"),
            "java.util.UUID", Set.of("randomUUID"),
            "java.util.concurrent.ThreadLocalRandom", Set.of("current"),
            "java.util.concurrent.TimeUnit", Set.of("sleep"),
            "java.time.Clock", Set.of("systemUTC", "systemDefaultZone", "system"),
            "java.time.InstantSource", Set.of("system"));

    /// What `application` needs of the simulator: to start the stand-ins before the providers' adapters find them, to
    /// point them at the webhooks, and to talk to one in training. Its parts that these name are public with it.
    static final Set<String> PUBLIC_IN_ADAPTERS = Set.of(
            "CallbackFault",
            "WebhookFault",
            "Fault",
            "FaultPlan",
            "Form",
            "HttpTrace",
            "ModelRequest",
            "ModelScript",
            "ModelStandIn",
            "MetaAccount",
            "MetaDraft",
            "MetaStandIn",
            "MetaWebhook",
            "MetaWebhooks",
            "Provider",
            "StandIn",
            "StandInContent",
            "StandInEvent",
            "StandInMessage",
            "StandInOptions",
            "Target",
            "TwilioAccount",
            "TwilioStandIn",
            "TwilioWebhook",
            "StandInWebhook",
            "TwilioWebhooks",
            "UserMessage");

    static final ArchRule THE_DOMAIN_NEEDS_THE_JDK_ONLY = classes()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(DOMAIN, "java..", "javax.crypto..", "org.jspecify.annotations")
            .because("the core outlives every framework and vendor");

    static final ArchRule ADAPTERS_KNOW_NO_OTHER_ADAPTER = slices().matching("dev.recado.adapter.(*)..")
            .should()
            .notDependOnEachOther()
            .because("what two adapters share is a word of the domain, or stands twice");

    static final ArchRule ADAPTERS_DO_NOT_KNOW_WHO_WIRES_THEM = noClasses()
            .that()
            .resideInAnyPackage(ADAPTERS, DOMAIN)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(APPLICATION)
            .because("the application knows its parts, not the other way round");

    static final ArchRule TIME_IDS_AND_CHANCE_COME_IN = noClasses()
            .that()
            .resideInAnyPackage(DOMAIN, ADAPTERS)
            .should()
            .accessTargetWhere(new DescribedPredicate<JavaAccess<?>>("it is ambient: the clock, the machine, chance") {
                @Override
                public boolean test(JavaAccess<?> access) {
                    String owner = access.getTargetOwner().getName();
                    String name = access.getTarget().getName();
                    return AMBIENT.getOrDefault(owner, Set.of()).contains(name)
                            || (owner.startsWith("java.time.") && name.equals("now"));
                }
            })
            .because("a test must be able to say what time it is");

    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS = noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)(\\$.*)?")
            .because("such a name says where code was put, not what it is");

    static final ArchRule A_USE_CASE_HAS_ONE_METHOD = classes()
            .that()
            .resideInAPackage(USE_CASES)
            .and()
            .haveSimpleNameEndingWith("UseCase")
            .should(new ArchCondition<JavaClass>("be interfaces with one abstract method") {
                @Override
                public void check(JavaClass port, ConditionEvents events) {
                    long methods = port.getMethods().stream()
                            .filter(method -> method.getModifiers().contains(ABSTRACT))
                            .count();
                    if (!port.isInterface() || methods != 1) {
                        events.add(SimpleConditionEvent.violated(
                                port, port.getName() + " has " + methods + " abstract methods"));
                    }
                }
            })
            .because("an in-port is one thing that can be asked for");

    static final ArchRule ADAPTERS_ENTER_BY_THE_IN_PORTS = noClasses()
            .that()
            .resideInAPackage(ADAPTERS)
            .should()
            .dependOnClassesThat(new DescribedPredicate<JavaClass>("are use cases' insides") {
                @Override
                public boolean test(JavaClass used) {
                    return used.getPackageName().equals(USE_CASES)
                            && !used.getName().matches(".*\\.[A-Za-z]+UseCase(\\$.*)?");
                }
            })
            .because("an in-port's name ends in UseCase, and the rest of the package is not for adapters");

    static final ArchRule ADAPTERS_SHOW_NOTHING = classes()
            .that()
            .resideInAPackage(ADAPTERS)
            .and()
            .areTopLevelClasses()
            .and()
            .arePublic()
            .and()
            .haveNameNotMatching(".*\\.(\\$|package-info).*")
            .should(new ArchCondition<JavaClass>("be one of the simulator's that the application needs") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean wanted = type.getPackageName().equals("dev.recado.adapter.simulator")
                            && PUBLIC_IN_ADAPTERS.contains(type.getSimpleName());
                    if (!wanted) {
                        events.add(SimpleConditionEvent.violated(type, type.getName() + " is public"));
                    }
                }
            })
            .because("an adapter is reached through the domain's ports");

    static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED = classes()
            .should(new ArchCondition<JavaClass>("lie in a package that is @NullMarked") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                        events.add(SimpleConditionEvent.violated(
                                type, type.getPackageName() + " of " + type.getName() + " is not @NullMarked"));
                    }
                }
            })
            .because("elsewhere nobody checks for null");

    static final ArchRule THE_PORTS_THROW_ONE_EXCEPTION = classes()
            .that()
            .resideInAPackage(DOMAIN)
            .and()
            .areAssignableTo(Throwable.class)
            .should()
            .be(PortUnavailableException.class)
            .orShould()
            .be(ConfigurationException.class)
            .orShould()
            .be(AnalysisStoppedException.class)
            .because("what is expected to happen is a value; the rest is breakage, a start that cannot be, or work that"
                    + " nobody waits for any more");

    private Walls() {}
}
