package deepq.agent;

import deepq.agent.TrainingLog.End;
import deepq.agent.TrainingLog.Episode;
import deepq.agent.TrainingLog.Test;
import deepq.env.Environment;
import deepq.env.Step;
import deepq.network.NetworkFactory;
import deepq.network.QNetwork;
import deepq.policy.EpsilonGreedy;
import deepq.random.Pcg64;
import deepq.random.Require;
import deepq.random.SeedStreams;
import deepq.random.State;
import deepq.replay.Batch;
import deepq.replay.NStep;
import deepq.replay.ReplayBuffer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * Deep Q-learning with experience replay (Mnih et al. 2015, algorithm 1). Every {@link #step()} does, in this order:
 *
 * <ol>
 *   <li><b>act</b>: epsilon is that of the configuration at {@code steps()}; {@link EpsilonGreedy} draws from stream "exploration" (one {@code random()}; if below epsilon, one {@code integers(actions)});
 *   <li><b>step</b>: the environment; when the episode has ended it is reset within the step. It was reset first with the seed of
 *       stream "environment", and goes on with its own random numbers;
 *   <li><b>store</b>: scaled observations, through the n-step window, into the buffer;
 *   <li><b>learn</b>: once {@code steps() >= learningStarts} and the buffer is not empty, one update when the count of
 *       steps is a multiple of {@code stepsPerUpdate}. An update draws its batch from stream "replay" (uniform: one
 *       {@code integers(size)} a row), and {@link DqnAgent#learn} makes the targets in float, {@code reward + discount * max},
 *       takes one gradient step, and copies or blends the target network after it, where {@code updates()}, this one counted, is
 *       a multiple of the period.
 * </ol>
 *
 * <p>A network factory draws its weights from stream "weights"; the target starts as a copy of them. Tests of the stop rule come
 * between steps, in environments of their own with seeds of their own, and change nothing in the training.
 */
public final class Trainer {
    private final DqnConfig config;
    private final Supplier<? extends Environment<float[]>> make;
    private final SeedStreams streams;
    private final CheckedEnvironment environment;
    private final DqnAgent agent;
    private final NStep window;
    private final ReplayBuffer buffer;
    private final TrainingLog log = new TrainingLog();
    private final Pcg64 replayRandom;
    private final Pcg64 explorationRandom;
    private final EpsilonGreedy exploration;

    /** What the agent sees, scaled. Never changed: a buffer may keep it. */
    private float[] observation;

    private double episodeReturn;
    private int episodeLength;
    /** The batch of the last update. Tests look at it. */
    final Batch batch;

    private boolean testDue;

    /**
     * Trains a network of yours: it learns and is changed. A trainer with the same seed trains alike if it is given a network in the
     * same state.
     *
     * @param make makes a new environment at every call, for example {@code CartPole::v1}
     * @param network as many inputs as an observation has numbers, as many outputs as there are actions; any other is refused, and
     *     so are settings that do not go together
     * @param seed 0 or more: the same seed gives the same training, bit for bit (on deeplearning4j: on the same machine)
     */
    public Trainer(DqnConfig config, Supplier<? extends Environment<float[]>> make, QNetwork network, long seed) {
        this(config, make, (inputs, actions, random) -> network, seed);
    }

    /** Trains a new network, whose weights are drawn from the seed's stream "weights"; otherwise as the other constructor. */
    public Trainer(DqnConfig config, Supplier<? extends Environment<float[]>> make, NetworkFactory factory, long seed) {
        config.requireConsistent();
        this.config = config;
        this.make = make;
        streams = new SeedStreams(seed);
        replayRandom = streams.stream("replay");
        explorationRandom = streams.stream("exploration");
        exploration = new EpsilonGreedy(explorationRandom);
        environment = CheckedEnvironment.of(make);
        int inputs = environment.inputs();
        int actions = environment.actions();
        QNetwork network = factory.create(inputs, actions, streams.stream("weights"));
        String needed = "observations of " + inputs + " numbers and " + actions + " actions";
        String has = network.inputs() + " inputs and " + network.outputs() + " outputs";
        boolean fits = network.inputs() == inputs && network.outputs() == actions;
        Require.that(fits, "the environment has %s; the network has %s", needed, has);
        agent = new DqnAgent(config, network);
        window = new NStep(config.nStep, config.gamma, inputs);
        buffer = config.replay.create(inputs);
        int size = config.effectiveBatchSize();
        int capacity = buffer.capacity();
        Require.that(size <= capacity, "a batch of %s from a buffer of %s: enlarge the buffer", size, capacity);
        batch = new Batch(size, inputs);
        observation = agent.scaled(environment.reset(streams.seed("environment")));
    }

    public DqnConfig config() {
        return config;
    }

    /** The agent that learns: the same object all along. */
    public DqnAgent agent() {
        return agent;
    }

    /** What happened so far; it grows. */
    public TrainingLog log() {
        return log;
    }

    /** The root of all its random numbers. */
    public long seed() {
        return streams.root();
    }

    /** Environment steps so far. */
    public long steps() {
        return log.steps();
    }

    public long updates() {
        return log.updates();
    }

    /** The share of random actions in the next step. */
    public double epsilon() {
        return config.epsilon.at(steps());
    }

    /** Trains until all steps are taken, the stop rule's test is passed, or this thread is interrupted. */
    public TrainingLog run() {
        return run(trainer -> {});
    }

    /**
     * The same, with a listener. An interrupt ends the run after the step under way and is then used up: the log says
     * INTERRUPTED, and the next run goes on as if there had been none. An exception of the environment ends the training for good:
     * the log says FAILED.
     */
    public TrainingLog run(TrainingListener listener) {
        return run(config.maxSteps, true, listener);
    }

    /**
     * Trains on, also after an end, until {@code steps} environment steps are taken in all, more than so far. The agent is tested as
     * before, but passing does not end this run. Throws IllegalStateException after a training that diverged or failed.
     */
    public TrainingLog runUntil(long steps) {
        Require.that(steps > steps(), "this training has taken %s steps already: name a larger number", steps());
        requireWhole();
        log.end = End.RUNNING;
        return run(steps, false, trainer -> {});
    }

    private TrainingLog run(long maxSteps, boolean stopping, TrainingListener listener) {
        if (log.end == End.INTERRUPTED) {
            log.end = End.RUNNING;
        }
        while (log.end == End.RUNNING) {
            step(maxSteps, stopping);
            listener.stepped(this);
            if (log.end == End.RUNNING && Thread.interrupted()) {
                log.end = End.INTERRUPTED;
            }
        }
        listener.finished(this);
        return log;
    }

    /** One step of the environment, the learning that is due after it, and the test. Throws IllegalStateException after the end. */
    public void step() {
        requireWhole();
        boolean goesOn = log.end == End.RUNNING || log.end == End.INTERRUPTED;
        Require.state(goesOn, "this training is over (%s): go on with runUntil(steps)", log.end);
        step(config.maxSteps, true);
    }

    private void requireWhole() {
        boolean broken = log.end == End.DIVERGED || log.end == End.FAILED;
        Require.state(!broken, "this training has ended for good (%s): make a new Trainer", log.end);
    }

    private void step(long maxSteps, boolean stopping) {
        log.end = End.RUNNING;
        try {
            if (!testDue) { // else an interrupt came in the middle of the test, and only that is left of the step
                actAndLearn();
            }
            if (testDue) {
                test(stopping);
                testDue = false;
            }
        } catch (CancellationException e) {
            Thread.interrupted();
            log.end = End.INTERRUPTED;
            return;
        } catch (RuntimeException | Error e) {
            log.end = End.FAILED; // in the middle of a step: what was seen and what was stored no longer fit
            throw e;
        }
        if (log.end == End.RUNNING && steps() >= maxSteps) {
            log.end = End.MAX_STEPS;
        }
    }

    private void actAndLearn() {
        double epsilon = epsilon();
        float[] q = agent.network().predict(observation);
        if (!DqnAgent.finite(q)) {
            log.end = End.DIVERGED;
            return;
        }
        int action = exploration.action(q, epsilon);
        Step<float[]> step = environment.step(action);
        log.steps++;
        float[] next = agent.scaled(step.observation());
        store(action, step, next);
        observation = step.ended() ? agent.scaled(environment.reset()) : next;
        if (steps() >= config.learningStarts && buffer.size() > 0 && steps() % config.stepsPerUpdate == 0) {
            update();
        }
        int every = config.stop.every();
        testDue = log.end == End.RUNNING && every > 0 && updates() > 0 && steps() % every == 0;
    }

    private void store(int action, Step<float[]> step, float[] next) {
        boolean terminated = step.terminated() || step.truncated() && config.timeLimitIsTerminal;
        Step<float[]> stored = new Step<>(next, step.reward(), terminated, step.truncated());
        window.add(observation, action, stored, buffer::add);
        episodeReturn += step.reward();
        episodeLength++;
        if (step.ended()) {
            log.episodes.add(new Episode(steps(), episodeReturn, episodeLength));
            episodeReturn = 0;
            episodeLength = 0;
        }
    }

    private void update() {
        buffer.sample(batch, updates(), replayRandom);
        double loss = agent.learn(batch);
        if (!Double.isFinite(loss)) {
            log.end = End.DIVERGED;
            return;
        }
        buffer.updatePriorities(batch, agent.tdErrors);
        log.updates++;
        for (int i = 0; i < batch.size(); i++) {
            log.largestQ = Math.max(log.largestQ, Math.abs((double) agent.targets[i] - agent.tdErrors[i]));
        }
    }

    /** A new environment of the kind in which it trains; what happens there changes nothing in the training. */
    public Environment<float[]> newEnvironment() {
        return make.get();
    }

    /** Greedy episodes of the agent as it is now, in fresh environments: changes nothing in the training. */
    public Evaluation evaluate(int episodes) {
        return played(episodes, "evaluation ");
    }

    /** A test's seeds depend only on the root seed and the step, so that no test changes another, and nothing else does. */
    private void test(boolean stopping) {
        StopRule rule = config.stop;
        Test first = tested(rule.episodes(), "test ");
        boolean confirms = first.mean() >= rule.threshold() && rule.confirmation() > 0;
        Test last = confirms ? tested(rule.confirmation(), "confirmation ") : first;
        // Only now, so that a test in which an interrupt came is made again from its beginning.
        log.tests.addAll(confirms ? List.of(first, last) : List.of(first));
        if (last.mean() >= rule.threshold()) {
            log.passedAt = Math.min(log.passedAt, steps());
            if (stopping) {
                log.end = End.PASSED;
            }
        }
    }

    private Test tested(int episodes, String stream) {
        return new Test(steps(), episodes, played(episodes, stream).mean());
    }

    private Evaluation played(int episodes, String stream) {
        return Evaluation.of(agent, make, episodes, streams.seed(stream + steps()));
    }

    /** All that the constructor does not make from configuration and seed, but the networks. */
    void describe(State state) throws IOException {
        state.expect("a training with seed " + seed());
        environment.describe(state);
        buffer.describe(state);
        window.describe(state);
        replayRandom.describe(state);
        explorationRandom.describe(state);
        observation = state.values(observation.clone(), observation.length); // the old one may lie in a buffer
        episodeReturn = state.value(episodeReturn);
        episodeLength = state.value(episodeLength);
        testDue = state.value(testDue);
        log.describe(state);
        agent.updates = log.updates;
    }
}
