package deepq.agent;

import deepq.agent.TrainingLog.End;
import deepq.env.Environment;
import deepq.env.VectorEnvironment;
import deepq.env.VectorStep;
import deepq.policy.EpsilonGreedy;
import deepq.random.Pcg64;
import deepq.random.SeedStreams;
import deepq.replay.Batch;
import deepq.replay.NStep;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * Deep Q-learning with experience replay (Mnih et al. 2015, algorithm 1). Every {@link #step()} does, in this order:
 *
 * <ol>
 *   <li><b>act</b>: epsilon is {@code config.epsilon().at(steps())}; for each environment in turn {@link EpsilonGreedy} draws
 *       from stream "exploration" (one {@code random()}; if below epsilon, one {@code integers(actions)});
 *   <li><b>step</b>: all environments; an ended one is reset within the step. Environment i was reset first with the seed of
 *       stream "environment" plus i, and goes on with its own random numbers;
 *   <li><b>store</b>: for each environment in turn, scaled observations, through the n-step window, into the memory;
 *   <li><b>learn</b>: once {@code steps() >= learningStarts} and the memory is not empty, one update each time the count of
 *       steps passes a multiple of {@code stepsPerUpdate}. An update draws its batch from stream "replay" (uniform: one
 *       {@code integers(size)} a row), computes the targets in float, {@code reward + discount * max}, and takes one Adam step
 *       with {@code config.learningRate().at(updates())};
 *   <li><b>copy the target</b>: after each update, if {@code updates()}, this one counted, is a multiple of the period; or
 *       blended after every update.
 * </ol>
 *
 * <p>The weights come from stream "weights"; the target starts as a copy of them. Tests of the stop rule come between steps,
 * in environments of their own with seeds of their own, and change nothing in the training.
 */
public final class Trainer {
    private final DqnConfig config;
    private final Supplier<? extends Environment<float[]>> make;
    private final SeedStreams streams;
    private final long seed;
    private final VectorEnvironment environments;
    private final DqnAgent agent;
    private final NStep window;
    private final Memory memory;
    private final TrainingLog log = new TrainingLog();
    private Pcg64 replayRandom;
    private Pcg64 explorationRandom;
    private EpsilonGreedy exploration;

    private final int size;
    private final int actionCount;
    private final VectorStep seen;
    private final float[] observations;
    private final float[] nextObservations;
    private final float[] q;
    private final int[] actions;
    private final double[] totals;
    private final int[] lengths;
    /** The batch of the last update: without replay, the transitions of the last step. Tests look at it. */
    final Batch batch;

    private final float[] targets;
    private final float[] tdErrors;

    /**
     * @param make makes a new environment at every call, for example {@code CartPole::v1}
     * @param seed 0 or more: the same seed gives the same training, bit for bit
     */
    public Trainer(DqnConfig config, Supplier<? extends Environment<float[]>> make, long seed) {
        this.config = config;
        this.make = make;
        this.seed = seed;
        streams = new SeedStreams(seed);
        replayRandom = streams.stream("replay");
        explorationRandom = streams.stream("exploration");
        exploration = new EpsilonGreedy(explorationRandom);
        size = config.environments();
        environments = VectorEnvironment.of(make, size);
        int inputs = environments.observationSize();
        actionCount = environments.actionSpace().n();
        agent = new DqnAgent(config, inputs, actionCount, streams.stream("weights"));
        window = new NStep(config.nStep(), config.gamma(), size, inputs);
        memory = Memory.of(config.replay(), size, inputs);
        seen = new VectorStep(size, inputs);
        observations = new float[size * inputs];
        nextObservations = new float[size * inputs];
        q = new float[size * actionCount];
        actions = new int[size];
        totals = new double[size];
        lengths = new int[size];
        batch = new Batch(config.batchSize(), inputs);
        targets = new float[config.batchSize()];
        tdErrors = new float[config.batchSize()];
        environments.reset(streams.seed("environment"), seen);
        scale(seen.observations, observations);
    }

    public DqnConfig config() {
        return config;
    }

    public DqnAgent agent() {
        return agent;
    }

    public TrainingLog log() {
        return log;
    }

    /** The root of all its random numbers. */
    public long seed() {
        return seed;
    }

    /** Environment steps so far, those of all environments together. */
    public long steps() {
        return log.steps();
    }

    public long updates() {
        return log.updates();
    }

    /** The share of random actions in the next step. */
    public double epsilon() {
        return config.epsilon().at(steps());
    }

    /** Trains until all steps are taken, the stop rule's test is passed, or this thread is interrupted. */
    public TrainingLog run() {
        return run(trainer -> {});
    }

    /**
     * The same, with a listener. An interrupt ends the run after the step under way and is then used up: the log says
     * INTERRUPTED, and the next run goes on as if there had been none.
     */
    public TrainingLog run(TrainingListener listener) {
        if (log.end() == End.INTERRUPTED) {
            log.end(End.RUNNING);
        }
        while (log.end() == End.RUNNING) {
            step();
            listener.stepped(this);
            if (log.end() == End.RUNNING && Thread.interrupted()) {
                log.end(End.INTERRUPTED);
            }
        }
        listener.finished(this);
        return log;
    }

    /**
     * One step of every environment, and the learning that is due after it.
     *
     * @throws IllegalStateException after the end
     */
    public void step() {
        if (log.end() != End.RUNNING && log.end() != End.INTERRUPTED) {
            throw new IllegalStateException("this training is over (" + log.end() + "): make a new Trainer");
        }
        log.end(End.RUNNING);
        double epsilon = epsilon();
        agent.online().predict(observations, size, q);
        if (!DqnAgent.finite(q)) {
            log.end(End.DIVERGED);
            return;
        }
        act(epsilon);
        environments.step(actions, seen);
        log.stepped(size);
        store();
        learn(epsilon);
        if (log.end() == End.RUNNING) {
            test();
        }
        if (log.end() == End.RUNNING && steps() >= config.maxSteps()) {
            log.end(End.MAX_STEPS);
        }
    }

    /** Greedy episodes of the agent as it is now, in fresh environments: changes nothing in the training. */
    public Evaluation evaluate(int episodes) {
        return Evaluation.of(agent, make, episodes, streams.seed("evaluation " + steps()));
    }

    private void act(double epsilon) {
        for (int i = 0; i < size; i++) {
            actions[i] = exploration.action(q, i * actionCount, actionCount, epsilon);
        }
    }

    private void store() {
        scale(seen.nextObservations, nextObservations);
        for (int i = 0; i < size; i++) {
            boolean terminated = seen.terminated[i] || seen.truncated[i] && config.timeLimitIsTerminal();
            int row = i * environments.observationSize();
            window.add(
                    i,
                    observations,
                    row,
                    actions[i],
                    seen.rewards[i],
                    nextObservations,
                    row,
                    terminated,
                    seen.truncated[i],
                    memory);
            totals[i] += seen.rewards[i];
            lengths[i]++;
            if (seen.terminated[i] || seen.truncated[i]) {
                log.episode(totals[i], lengths[i]);
                totals[i] = 0;
                lengths[i] = 0;
            }
        }
        scale(seen.observations, observations);
    }

    private void learn(double epsilon) {
        if (steps() < config.learningStarts() || memory.isEmpty()) {
            return;
        }
        long due = steps() / config.stepsPerUpdate() - (steps() - size) / config.stepsPerUpdate();
        for (long k = 0; k < due && log.end() == End.RUNNING; k++) {
            update(epsilon);
        }
    }

    private void update(double epsilon) {
        memory.sample(batch, updates(), replayRandom);
        double learningRate = config.learningRate().at(updates());
        double loss = agent.learn(batch, learningRate, targets, tdErrors);
        double sum = 0;
        double largest = 0;
        for (int i = 0; i < batch.size(); i++) {
            double value = targets[i] - tdErrors[i];
            sum += value;
            largest = Math.max(largest, Math.abs(value));
        }
        if (!Double.isFinite(loss + sum)) {
            log.end(End.DIVERGED);
            return;
        }
        memory.learnt(batch, tdErrors);
        log.updated(config.recordEvery(), loss, sum / batch.size(), largest, epsilon, learningRate);
        agent.follow(updates());
    }

    /** A test's seeds depend only on the root seed and the step, so that no test changes another, and nothing else does. */
    private void test() {
        StopRule rule = config.stop();
        if (rule.every() == 0 || updates() == 0 || steps() / rule.every() == (steps() - size) / rule.every()) {
            return;
        }
        if (passes(rule.episodes(), "test ")
                && (rule.confirmation() == 0 || passes(rule.confirmation(), "confirmation "))) {
            log.end(End.PASSED);
        }
    }

    private boolean passes(int episodes, String stream) {
        double mean = Evaluation.of(agent, make, episodes, streams.seed(stream + steps()))
                .mean();
        log.test(episodes, mean);
        return mean >= config.stop().threshold();
    }

    private void scale(float[] from, float[] to) {
        int inputs = environments.observationSize();
        for (int i = 0; i < size; i++) {
            agent.scale(from, i * inputs, to, i * inputs);
        }
    }

    /** All that the constructor does not make from configuration and seed. */
    void write(DataOutput out) throws IOException {
        agent.online().write(out);
        agent.target().write(out);
        memory.write(out);
        window.write(out);
        replayRandom.write(out);
        explorationRandom.write(out);
        environments.write(out);
        for (float value : observations) {
            out.writeFloat(value);
        }
        for (int i = 0; i < size; i++) {
            out.writeDouble(totals[i]);
            out.writeInt(lengths[i]);
        }
        log.write(out);
    }

    void read(DataInput in) throws IOException {
        agent.online().read(in);
        agent.target().read(in);
        memory.read(in);
        window.read(in);
        replayRandom = Pcg64.read(in);
        explorationRandom = Pcg64.read(in);
        exploration = new EpsilonGreedy(explorationRandom);
        environments.read(in);
        for (int i = 0; i < observations.length; i++) {
            observations[i] = in.readFloat();
        }
        for (int i = 0; i < size; i++) {
            totals[i] = in.readDouble();
            lengths[i] = in.readInt();
        }
        log.read(in);
    }
}
