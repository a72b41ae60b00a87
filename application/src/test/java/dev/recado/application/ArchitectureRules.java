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
import dev.recado.domain.ConfigurationException;
import dev.recado.domain.EntryRefusedException;
import dev.recado.domain.PortUnavailableException;
import dev.recado.domain.text.AnalysisStoppedException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// The architecture rules that no compiler keeps.
final class ArchitectureRules {
    private static final String DOMAIN = "dev.recado.domain..";
    private static final String ADAPTERS = "dev.recado.adapter..";
    private static final String APPLICATION = "dev.recado.application..";
    private static final String SIMULATOR = "dev.recado.adapter.simulator..";
    private static final String HTTP = "dev.recado.adapter.http..";

    /// Packages whose classes do the domain's work. Adapters use their in-ports, out-ports and values.
    private static final String[] WORKING = {
        "dev.recado.domain.turn",
        "dev.recado.domain.intake",
        "dev.recado.domain.delivery",
        "dev.recado.domain.receipt",
        "dev.recado.domain.notification"
    };

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
            .ignoreDependency(DescribedPredicate.alwaysTrue(), JavaClass.Predicates.resideInAPackage(HTTP))
            .because("what two adapters share is a word of the domain, or the technique of HTTP, or stands twice");

    static final ArchRule HTTP_KNOWS_NO_VENDOR = classes()
            .that()
            .resideInAPackage(HTTP)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(HTTP, "java..", "javax.net.ssl", "org.jspecify.annotations")
            .because("it is a technique: what a response means, its caller decides");

    static final ArchRule ONE_MODULE_CALLS_OTHER_SERVERS = noClasses()
            .that()
            .resideInAnyPackage(ADAPTERS)
            .and()
            .resideOutsideOfPackages(HTTP, "dev.recado.adapter.simulator..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.http.HttpClient")
            .because("one try, one deadline and a bounded body are written once");

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
            .resideInAPackage(DOMAIN)
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
            .dependOnClassesThat(new DescribedPredicate<JavaClass>("do the domain's work") {
                @Override
                public boolean test(JavaClass used) {
                    boolean value = used.isInterface() || used.isRecord() || used.isEnum();
                    return !value && Set.of(WORKING).contains(used.getPackageName());
                }
            })
            .because("adapters call in-ports, implement out-ports, and pass values");

    static final ArchRule NOBODY_USES_AN_ADAPTERS_CLASSES = noClasses()
            .that()
            .resideInAnyPackage(APPLICATION, DOMAIN)
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAPackage(ADAPTERS)
                    .and(DescribedPredicate.not(JavaClass.Predicates.resideInAPackage(SIMULATOR))))
            .because("an adapter is reached through the domain's ports; only the simulator is started by hand");

    static final ArchRule PACKAGES_HAVE_NO_CYCLES = slices().matching("dev.recado.(**)")
            .should()
            .beFreeOfCycles()
            .because("a package can be read after those that it uses");

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
            .orShould()
            .be(EntryRefusedException.class)
            .because("what is expected to happen is a value; the rest is breakage, a start that cannot be, or work that"
                    + " nobody waits for any more");

    private ArchitectureRules() {}
}
