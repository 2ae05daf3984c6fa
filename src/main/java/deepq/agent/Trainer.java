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
import deepq.replay.Replay;
import deepq.replay.ReplayBuffer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * Deep Q-learning with experience replay (Mnih et al. 2015, algorithm 1). Every {@link #step()} does, in this order:
 *
 * <ol>
 *   <li><b>act</b>: epsilon is that of the configuration at {@code steps()}; {@link EpsilonGreedy} draws from stream
 *       "exploration" (one {@code random()}; if below epsilon, one {@code integers(actions)});
 *   <li><b>step</b>: the environment; when the episode has ended it is reset within the step. It was reset first with
 *       the seed of stream "environment", and goes on with its own random numbers;
 *   <li><b>store</b>: scaled observations, through the n-step window, into the buffer;
 *   <li><b>learn</b>: once {@code steps() >= learningStarts} and the buffer is not empty, one update when the count of
 *       steps is a multiple of {@code stepsPerUpdate}. An update draws its batch from stream "replay" (uniform: one
 *       {@code integers(size)} a row), and the target rule makes the targets in float, {@code reward + discount * max},
 *       takes one gradient step, and copies or blends the target network after it, where {@code updates()}, this one
 *       counted, is a multiple of the period.
 * </ol>
 *
 * <p>A network factory draws its weights from stream "weights"; the target starts as a copy of them. Tests of the
 * stop rule come between steps, in environments of their own with seeds of their own, and change nothing in the
 * training.
 *
 * <p><b>What is repeatable.</b> The same configuration, game, network and seed give the same weights, log and tests,
 * bit for bit: with {@code DenseNetwork} on every machine, with {@code Dl4jNetwork} on the same machine and version
 * of deeplearning4j. Nothing else that runs at the time changes that, and neither do listeners, tests or interrupts.
 * It is lost where something of your own (a rule, a schedule, a game, a network) remembers or draws what the seed
 * does not decide.
 */
public final class Trainer {
    private final DqnConfig config;
    private final Supplier<? extends Environment<float[]>> testGame;
    private final SeedStreams streams;
    private final CheckedEnvironment environment;
    private final DqnAgent agent;
    private final QNetwork online;
    private final QNetwork target; // the same object where there is no target network
    private final NStep window;
    private final ReplayBuffer buffer;
    private final TrainingLog log = new TrainingLog();
    private final Pcg64 replayRandom;
    private final Pcg64 explorationRandom;
    private final EpsilonGreedy exploration;
    final Batch batch; // of the last update; tests look at it
    private final float[] tdErrors;

    private float[] observation; // what the agent sees, scaled; never changed, for a buffer may keep it
    private double episodeReturn;
    private int episodeLength;
    private boolean testDue;

    /**
     * Trains a network of yours: it learns and is changed. A trainer with the same seed trains alike if it is given a
     * network in the same state. Refuses with an IllegalArgumentException what does not fit, and a recipe by which
     * nothing would be learned or tested.
     *
     * @param game makes a new environment at every call, for example {@code CartPole::v1}
     * @param network as many inputs as an observation has numbers, as many outputs as there are actions; any other is
     *     refused, and so are settings that do not go together
     * @param seed 0 or more: the same seed gives the same training, bit for bit (on deeplearning4j: on the same
     *     machine)
     */
    public Trainer(DqnConfig config, Supplier<? extends Environment<float[]>> game, QNetwork network, long seed) {
        this(config, game, game, network, seed);
    }

    /**
     * Trains a new network, whose weights are drawn from the seed's stream "weights"; otherwise as the first
     * constructor.
     */
    public Trainer(DqnConfig config, Supplier<? extends Environment<float[]>> game, NetworkFactory factory, long seed) {
        this(config, game, game, factory, seed);
    }

    /**
     * Trains in one game, and tests, evaluates and shows the agent in another: one without the knocks of its
     * practice, say.
     */
    public Trainer(
            DqnConfig config,
            Supplier<? extends Environment<float[]>> game,
            Supplier<? extends Environment<float[]>> testGame,
            QNetwork network,
            long seed) {
        this(config, game, testGame, (inputs, actions, random) -> network, seed);
    }

    /** The same with a new network. */
    public Trainer(
            DqnConfig config,
            Supplier<? extends Environment<float[]>> game,
            Supplier<? extends Environment<float[]>> testGame,
            NetworkFactory factory,
            long seed) {
        config.requireConsistent();
        this.config = config;
        this.testGame = testGame;
        streams = new SeedStreams(seed);
        replayRandom = streams.stream("replay");
        explorationRandom = streams.stream("exploration");
        exploration = new EpsilonGreedy(explorationRandom);
        environment = CheckedEnvironment.of(game);
        int inputs = environment.inputs();
        int actions = environment.actions();
        online = factory.create(inputs, actions, streams.stream("weights"));
        Require.that(online != null, "there is no network: null was given");
        environment.requireFits(online);
        CheckedEnvironment.several(List.of(environment), testGame, 1).get(0).requireFits(online);
        agent = new DqnAgent(config, online);
        target = config.targetUpdate instanceof TargetUpdate.None ? online : online.copy();
        window = new NStep(config.nStep, config.gamma, inputs);
        buffer = config.replay.create(inputs);
        Require.that(buffer != null, "there is no replay buffer: %s made null", config.replay);
        int size = config.replay instanceof Replay.None ? 1 : config.batchSize; // without replay there is one row
        int capacity = buffer.capacity();
        Require.that(size <= capacity, "a batch of %s from a buffer of %s: enlarge the buffer", size, capacity);
        batch = new Batch(size, inputs);
        tdErrors = new float[size];
        observation = agent.scaled(environment.reset(streams.seed("environment")));
    }

    public DqnConfig config() {
        return config;
    }

    /** The agent that learns: the same object all along. */
    public DqnAgent agent() {
        return agent;
    }

    /** The network that makes the targets; the agent's own where there is no target network. */
    QNetwork targetNetwork() {
        return target;
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
        return config.epsilon.at(steps(), "epsilon", 0, 1);
    }

    /** Trains until all steps are taken, the stop rule's test is passed, or this thread is interrupted. */
    public TrainingLog run() {
        return run(trainer -> {});
    }

    /**
     * The same, with a listener. An interrupt ends the run after the step under way and is then used up: the log says
     * INTERRUPTED, and the next run goes on as if there had been none. An exception of the environment ends the
     * training for good: the log says FAILED, and the agent is as of its last update. The listener is told the end in
     * every case.
     */
    public TrainingLog run(TrainingListener listener) {
        try {
            if (log.end == End.INTERRUPTED) {
                log.end = End.RUNNING;
            }
            while (log.end == End.RUNNING) {
                step();
                listener.stepped(this);
                if (log.end == End.RUNNING && Thread.interrupted()) {
                    log.end = End.INTERRUPTED;
                }
            }
            return log;
        } finally {
            listener.finished(this);
        }
    }

    /**
     * One step of the environment, the learning that is due after it, and the test. Throws IllegalStateException
     * after the end.
     */
    public void step() {
        boolean goesOn = log.end == End.RUNNING || log.end == End.INTERRUPTED;
        Require.state(goesOn, "this training is over (%s): make a new Trainer", log.end);
        log.end = End.RUNNING;
        try {
            if (!testDue) { // else an interrupt came in the middle of the test, and only that is left of the step
                actAndLearn();
            }
            if (testDue) {
                test();
            }
        } catch (RuntimeException | Error e) {
            log.end = End.FAILED; // in the middle of a step: what was seen and what was stored no longer fit
            throw e;
        }
        if (log.end == End.RUNNING && steps() >= config.maxSteps) {
            log.end = End.MAX_STEPS;
        }
    }

    private void actAndLearn() {
        double epsilon = epsilon();
        float[] q = online.predict(observation);
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

    /** Makes the targets, takes one gradient step, and updates the target network where that is due. */
    private void update() {
        buffer.sample(batch, updates(), replayRandom);
        float[] targets = config.targetRule.targets(batch, online, target);
        Require.state(targets.length == batch.size(), "the rule made %s targets, not %s", targets.length, batch.size());
        if (!DqnAgent.finite(targets)) {
            log.end = End.DIVERGED;
            return;
        }
        double rate = config.learningRate(online, updates());
        double loss = online.update(batch, targets, rate, tdErrors);
        if (!Double.isFinite(loss) || !DqnAgent.finite(tdErrors)) {
            log.end = End.DIVERGED;
            return;
        }
        log.updates++;
        log.updated(loss, targets, tdErrors);
        config.targetUpdate.updateTarget(target, online, updates());
        buffer.updatePriorities(batch, tdErrors);
    }

    /** A new environment of the kind in which it is tested; what happens there changes nothing in the training. */
    public Environment<float[]> newEnvironment() {
        return testGame.get();
    }

    /** Greedy episodes of the agent as it is now, in fresh environments: changes nothing in the training. */
    public Evaluation evaluate(int episodes) {
        return played(episodes, "evaluation ");
    }

    /**
     * A test's seeds depend only on the root seed and the step, so that no test changes another, and nothing else
     * does.
     */
    private void test() {
        StopRule rule = config.stop;
        try {
            Test first = tested(rule.episodes(), "test ");
            boolean confirms = first.mean() >= rule.threshold() && rule.confirmation() > 0;
            Test last = confirms ? tested(rule.confirmation(), "confirmation ") : first;
            log.tests.addAll(confirms ? List.of(first, last) : List.of(first));
            testDue = false;
            if (last.mean() >= rule.threshold()) {
                log.end = End.PASSED;
            }
        } catch (CancellationException e) { // the test is still due, and will be made again from its beginning
            if (!Thread.interrupted()) {
                throw e; // the environment's own
            }
            log.end = End.INTERRUPTED;
        }
    }

    private Test tested(int episodes, String stream) {
        return new Test(steps(), episodes, played(episodes, stream).mean());
    }

    private Evaluation played(int episodes, String stream) {
        long seed = streams.seed(stream + steps());
        return Evaluation.of(agent, List.of(environment), testGame, episodes, seed);
    }

    /** All that changes, after what must not have changed. */
    Trainer describe(State state) throws IOException {
        state.expect("a training with seed " + seed() + " and\n" + config.lasting());
        DqnAgent.describe(state, online);
        if (target != online) {
            DqnAgent.describe(state, target);
        }
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
        if (log.end == End.MAX_STEPS && steps() < config.maxSteps) {
            log.end = End.RUNNING; // of a training that is made longer
        }
        return this;
    }
}
