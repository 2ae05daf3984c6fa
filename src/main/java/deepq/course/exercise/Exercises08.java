package deepq.course.exercise;

import static deepq.course.exercise.Exercise.row;
import static deepq.policy.EpsilonGreedy.argmax;

import deepq.agent.DqnConfig;
import deepq.agent.StopRule;
import deepq.agent.Trainer;
import deepq.env.CartPole;
import deepq.env.Environment;
import deepq.env.Step;
import deepq.network.DenseNetwork;
import deepq.network.Dl4jNetwork;
import deepq.network.QNetwork;
import deepq.policy.Schedule;
import deepq.random.Pcg64;
import deepq.random.SeedStreams;
import deepq.replay.Batch;
import deepq.replay.ReplayBuffer;
import deepq.replay.Transition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The checks of notebook 08, the DQN algorithm, which the reader writes on deeplearning4j. */
public final class Exercises08 {
    private static final float GAMMA = 0.99f;
    private static final IUpdater ADAM = new Adam(0.003);
    /** Until then the repaired program of the last exercise has learned from time limits that were reached. */
    private static final int STEPS = 6_000;

    static {
        // The library's adapter gives deeplearning4j a single thread: with networks as small as these a second one is
        // in the way.
        Dl4jNetwork.of(net(1, 1, 1));
    }

    private Exercises08() {}

    /** Builds a network with two hidden layers. */
    public interface Network {
        MultiLayerNetwork of(int inputs, int hidden, int actions, long seed);
    }

    public static Network network(Network answer) {
        Activation relu = Activation.RELU;
        Activation identity = Activation.IDENTITY;
        LossFunction mse = LossFunction.MSE;
        WeightInit he = WeightInit.RELU;
        return Exercise.<Network>of(
                        "The network",
                        (in, hidden, out, seed) -> net(in, hidden, out, seed, ADAM, he, relu, identity, mse))
                .task(
                        "4 inputs, 32 hidden units and 2 actions (layer by layer, and how many weights)",
                        f -> layers(f.of(4, 32, 2, 1)))
                .task(
                        "3 inputs, 8 hidden units and 5 actions (layer by layer, and how many weights)",
                        f -> layers(f.of(3, 8, 5, 1)))
                .task("one seed twice, then another (whether the weights are equal)", f -> {
                    INDArray first = f.of(2, 4, 2, 1).params();
                    return List.of(
                            first.equals(f.of(2, 4, 2, 1).params()),
                            first.equals(f.of(2, 4, 2, 2).params()));
                })
                .hint("A model is only a plan until its init() is called. Then it has weights.")
                .when((in, hidden, out, seed) ->
                        new MultiLayerNetwork(net(in, hidden, out, seed, ADAM, he, relu, identity, mse)
                                .getLayerWiseConfigurations()
                                .clone()))
                .hint("Look at the hidden layers. Where no activation is named, deeplearning4j takes the sigmoid.")
                .when((in, hidden, out, seed) ->
                        net(in, hidden, out, seed, ADAM, he, Activation.SIGMOID, identity, mse))
                .when((in, hidden, out, seed) -> net(in, hidden, out, seed, ADAM, he, identity, identity, mse))
                .hint(
                        "Look at the last layer. A Q-value can be any number, 80 or -3: which activation lets it through?")
                .when((in, hidden, out, seed) -> net(in, hidden, out, seed, ADAM, he, relu, relu, mse))
                .when((in, hidden, out, seed) -> net(in, hidden, out, seed, ADAM, he, relu, Activation.SIGMOID, mse))
                .when((in, hidden, out, seed) -> net(in, hidden, out, seed, ADAM, he, relu, Activation.SOFTMAX, mse))
                .hint("Look at the loss. This one is for telling classes apart; we want the mean of squared errors.")
                .when((in, hidden, out, seed) ->
                        net(in, hidden, out, seed, ADAM, he, relu, identity, LossFunction.MCXENT))
                .when((in, hidden, out, seed) ->
                        net(in, hidden, out, seed, ADAM, he, relu, identity, LossFunction.NEGATIVELOGLIKELIHOOD))
                .hint("Look at the updater: which one is it, and what is its learning rate?")
                .when((in, hidden, out, seed) -> net(in, hidden, out, seed, new Sgd(), he, relu, identity, mse))
                .when((in, hidden, out, seed) -> net(in, hidden, out, seed, new Sgd(0.003), he, relu, identity, mse))
                .when((in, hidden, out, seed) -> net(in, hidden, out, seed, new Adam(), he, relu, identity, mse))
                .hint(
                        "Look at the first weights. Where weightInit is not called, deeplearning4j draws them by Xavier's rule.")
                .when((in, hidden, out, seed) ->
                        net(in, hidden, out, seed, ADAM, WeightInit.XAVIER, relu, identity, mse))
                .hint("Built twice, this is not the same network. What is the seed for?")
                .when((in, hidden, out, seed) -> net(in, hidden, out, System.nanoTime(), ADAM, he, relu, identity, mse))
                .hint("This is the same network whatever the seed.")
                .when((in, hidden, out, seed) -> net(in, hidden, out, 1, ADAM, he, relu, identity, mse))
                .otherwise("Compare layer by layer: inputs, units, activation, first weights, updater; then the loss.")
                .within(30)
                .handBack(answer);
    }

    private static MultiLayerNetwork net(
            int inputs,
            int hidden,
            int actions,
            long seed,
            IUpdater updater,
            WeightInit weights,
            Activation inner,
            Activation last,
            LossFunction loss) {
        MultiLayerNetwork model = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(seed)
                .updater(updater)
                .weightInit(weights)
                .activation(inner)
                .list()
                .layer(new DenseLayer.Builder().nIn(inputs).nOut(hidden).build())
                .layer(new DenseLayer.Builder().nIn(hidden).nOut(hidden).build())
                .layer(new OutputLayer.Builder(loss)
                        .nIn(hidden)
                        .nOut(actions)
                        .activation(last)
                        .build())
                .build());
        model.init();
        return model;
    }

    /** A network as the exercises before the last use it. */
    private static MultiLayerNetwork net(int inputs, int actions, long seed) {
        return net(
                inputs,
                8,
                actions,
                seed,
                ADAM,
                WeightInit.RELU,
                Activation.RELU,
                Activation.IDENTITY,
                LossFunction.MSE);
    }

    private static List<Object> layers(MultiLayerNetwork model) {
        List<Object> layers = new ArrayList<>();
        for (NeuralNetConfiguration configuration :
                model.getLayerWiseConfigurations().getConfs()) {
            FeedForwardLayer layer = (FeedForwardLayer) configuration.getLayer();
            IUpdater updater = ((BaseLayer) layer).getIUpdater();
            layers.add(layer.getNIn() + " to " + layer.getNOut() + " " + layer.getActivationFn() + " "
                    + layer.getWeightInitFn().getClass().getSimpleName() + " "
                    + updater.getClass().getSimpleName() + " " + updater.getLearningRate(0, 0));
            if (layer instanceof BaseOutputLayer output) {
                layers.add("loss " + output.getLossFn());
            }
        }
        layers.add(!model.isInitCalled() ? "not initialized" : model.numParams());
        return layers;
    }

    /** The Q-values of one state. */
    public interface QValues {
        float[] of(MultiLayerNetwork model, float[] s);
    }

    public static QValues qValues(QValues answer) {
        return Exercise.<QValues>of("The Q-values", Exercises08::q)
                .task(
                        "a network of 4 inputs and 2 actions, s {0.1, -0.2, 0.3, 0.4}",
                        f -> f.of(net(4, 2, 1), new float[] {0.1f, -0.2f, 0.3f, 0.4f}))
                .task("a network of 2 inputs and 3 actions, s {-1, 2}", f -> f.of(net(2, 3, 2), new float[] {-1, 2}))
                .hint("This is the largest value only. The caller chooses; it wants the values of all actions.")
                .when((model, s) -> new float[] {q(model, s)[argmax(q(model, s))]})
                .hint("This is the number of the best action. The caller chooses; it wants the values.")
                .when((model, s) -> new float[] {argmax(q(model, s))})
                .hint("These are the network's weights. What does it put out when s goes in?")
                .when((model, s) -> model.params().toFloatVector())
                .hint("This is what a hidden layer puts out. The Q-values come from the last one.")
                .when((model, s) -> model.feedForward(rows(s)).get(1).toFloatVector())
                .when((model, s) -> model.feedForward(rows(s)).get(2).toFloatVector())
                .otherwise(
                        "output takes a matrix with one row for each state: here it has a single row. What comes back"
                                + " is a matrix too; toFloatVector() makes an array of it.")
                .within(30)
                .handBack(answer);
    }

    private static float[] q(MultiLayerNetwork model, float[]... states) {
        return model.output(rows(states)).ravel().toFloatVector();
    }

    private static INDArray rows(float[]... states) {
        return Nd4j.create(states);
    }

    /** Epsilon-greedy, with the documented order of random numbers. */
    public interface Choose {
        int of(float[] q, double epsilon, Pcg64 random);
    }

    public static Choose choose(Choose answer) {
        return Exercise.<Choose>of(
                        "Choose",
                        (q, epsilon, random) -> random.random() < epsilon ? random.integers(q.length) : argmax(q))
                .task("epsilon 0 and q {1, 5, 3} (12 actions)", f -> actions(f, 0, 1, 5, 3))
                .task("epsilon 0.5 and q {1, 5, 3} (12 actions)", f -> actions(f, 0.5, 1, 5, 3))
                .task("epsilon 1 and q {-1, -5} (12 actions)", f -> actions(f, 1, -1, -5))
                .task("epsilon 0 (the random number that comes after 3 actions)", f -> next(f, 0))
                .task("epsilon 1 (the random number that comes after 3 actions)", f -> next(f, 1))
                .hint("With epsilon 0 this agent explores all the time, and with epsilon 1 never.")
                .when((q, epsilon, random) -> random.random() < epsilon ? argmax(q) : random.integers(q.length))
                .hint("This agent never explores. Where does epsilon come in?")
                .when((q, epsilon, random) -> argmax(q))
                .hint("This agent knows two actions. How many are there? Ask q.")
                .when((q, epsilon, random) -> random.random() < epsilon ? random.integers(2) : argmax(q))
                .hint("When it explores, your agent avoids the best action. \"Any action\" includes that one.")
                .when((q, epsilon, random) -> {
                    if (random.random() >= epsilon) {
                        return argmax(q);
                    }
                    int other = random.integers(q.length - 1);
                    return other < argmax(q) ? other : other + 1;
                })
                .hint(
                        "The shares are right, the draws are not: you draw an action even where none is needed. Then every"
                                + " random number after it is another one than the library's.")
                .when((q, epsilon, random) -> {
                    double u = random.random();
                    int any = random.integers(q.length);
                    return u < epsilon ? any : argmax(q);
                })
                .when((q, epsilon, random) -> {
                    int any = random.integers(q.length);
                    return random.random() < epsilon ? any : argmax(q);
                })
                .hint(
                        "The shares are right, the draws are not: draw a random() for every action, even where epsilon is 0 or 1.")
                .when((q, epsilon, random) ->
                        epsilon > 0 && random.random() < epsilon ? random.integers(q.length) : argmax(q))
                .when((q, epsilon, random) -> epsilon == 1 || epsilon > 0 && random.random() < epsilon
                        ? random.integers(q.length)
                        : argmax(q))
                .hint(
                        "The shares are right, the draws are not: the number that decides must be random(), and below epsilon means explore.")
                .when((q, epsilon, random) -> random.random() >= 1 - epsilon ? random.integers(q.length) : argmax(q))
                .otherwise("One random() decides whether to explore. Only then is an action drawn, with integers.")
                .handBack(answer);
    }

    private static List<Integer> actions(Choose answer, double epsilon, float... q) {
        Pcg64 random = new Pcg64(8);
        List<Integer> actions = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            actions.add(answer.of(q.clone(), epsilon, random));
        }
        return actions;
    }

    private static double next(Choose answer, double epsilon) {
        Pcg64 random = new Pcg64(8);
        for (int i = 0; i < 3; i++) {
            answer.of(new float[] {1, 2, 3}, epsilon, random);
        }
        return random.random();
    }

    /** What goes into the buffer after a step. */
    public interface Remember {
        Transition of(float[] s, int a, Step<float[]> step);
    }

    public static Remember remember(Remember answer) {
        return Exercise.<Remember>of("Remember", (s, a, step) -> remembered(s, a, step, step.terminated() ? 0 : GAMMA))
                .task("a step in the middle of an episode", f -> parts(f, 1, false, false))
                .task("a step in which the pole fell (terminated)", f -> parts(f, 1, true, false))
                .task("a step in which the time was up (truncated)", f -> parts(f, 1, false, true))
                .task("a step in which the pole fell and the time was up", f -> parts(f, 1, true, true))
                .task("a reward of -2.5", f -> parts(f, -2.5, false, false))
                .hint("When the pole has fallen nothing comes after it. What is the discount then?")
                .when((s, a, step) -> remembered(s, a, step, GAMMA))
                .hint("Time was up, but the pole stood. What comes after it still counts; 01 told the two ends apart.")
                .when((s, a, step) -> remembered(s, a, step, step.ended() ? 0 : GAMMA))
                .hint("The wrong end has the discount 0: after which of the two does nothing follow?")
                .when((s, a, step) -> remembered(s, a, step, step.truncated() ? 0 : GAMMA))
                .hint("What comes a step later counts a little less. Which number says how much?")
                .when((s, a, step) -> remembered(s, a, step, step.terminated() ? 0 : 1))
                .hint("The discount is the wrong way round: this counts the future only after the end.")
                .when((s, a, step) -> remembered(s, a, step, step.terminated() ? GAMMA : 0))
                .hint("S and S' are the wrong way round: the step leads from s to what it has observed.")
                .when((s, a, step) ->
                        new Transition(step.observation(), a, (float) step.reward(), s, step.terminated() ? 0 : GAMMA))
                .hint("The next observation is missing: here S' is S.")
                .when((s, a, step) -> new Transition(s, a, (float) step.reward(), s, step.terminated() ? 0 : GAMMA))
                .hint("In this game every step earns 1, in others not. What did this step earn?")
                .when((s, a, step) -> new Transition(s, a, 1, step.observation(), step.terminated() ? 0 : GAMMA))
                .otherwise("A transition has five parts: S, A, R, S', and the discount of what comes after.")
                .handBack(answer);
    }

    private static Transition remembered(float[] s, int a, Step<float[]> step, float discount) {
        return new Transition(s, a, (float) step.reward(), step.observation(), discount);
    }

    private static List<Object> parts(Remember answer, double reward, boolean terminated, boolean truncated) {
        Transition t = answer.of(new float[] {1, 2}, 1, new Step<>(new float[] {3, 4}, reward, terminated, truncated));
        return List.of(t.observation(), t.action(), t.reward(), t.nextObservation(), t.discount());
    }

    /** The targets of a batch, with Q of the next states row after row. */
    public interface Targets {
        float[] of(float[] rewards, float[] discounts, float[] nextQ, int actions);
    }

    public static Targets targets(Targets answer) {
        return Exercise.<Targets>of("The targets of a batch", Exercises08::y)
                .with(row(1, 1, 1), row(0.9, 0.9, 0), row(5, 7, 9, 8, 6, 4), 2)
                .with(row(0, -1), row(0.5, 0.99), row(-3, -1, -2, -4, -6, -5), 3)
                .with(row(2), row(0), row(10, 20), 2)
                .hint("This is the largest value of the whole batch. Each row has its own next state.")
                .when((r, d, next, n) -> y(r, d, each(r.length, i -> next[argmax(next)]), 1))
                .hint("Each of your rows looks at the next state of row 0. Where does row i begin in nextQ?")
                .when((r, d, next, n) -> y(r, d, each(r.length, i -> next[argmax(next, 0, n)]), 1))
                .hint("Row i does not begin at place i of nextQ: the rows before it take more than one place each.")
                .when((r, d, next, n) -> y(r, d, each(r.length, i -> next[i + argmax(next, i, n)]), 1))
                .hint("The future counts a little less. The array discounts says how much.")
                .when((r, d, next, n) -> y(r, each(r.length, i -> d[i] > 0 ? 1 : 0), next, n))
                .hint("Where do the discounts come in? They also say where an episode has ended: there they are 0.")
                .when((r, d, next, n) -> y(r, each(r.length, i -> 1), next, n))
                .hint("This is the worst next action. The agent will choose the best one.")
                .when((r, d, next, n) -> {
                    float[] worst =
                            y(each(r.length, i -> 0), each(r.length, i -> 1), each(next.length, i -> -next[i]), n);
                    return each(r.length, i -> r[i] - d[i] * worst[i]);
                })
                .hint("Q-values may all be negative. A maximum that starts from 0 then finds none of them.")
                .when((r, d, next, n) -> y(r, d, each(next.length, i -> Math.max(0, next[i])), n))
                .when((r, d, next, n) -> y(r, d, each(next.length, i -> Math.max(Float.MIN_VALUE, next[i])), n))
                .hint("argmax gives the number of an action. Its value stands in nextQ.")
                .when((r, d, next, n) -> y(r, d, each(r.length, i -> argmax(next, i * n, n)), 1))
                .hint(
                        "The reward arrives now, at its full worth, also in the last step. Only what comes later is discounted.")
                .when((r, d, next, n) -> {
                    float[] later = y(each(r.length, i -> 0), d, next, n);
                    return each(r.length, i -> d[i] * r[i] + later[i]);
                })
                .hint("This is what may still come. What did the agent receive in this very step?")
                .when((r, d, next, n) -> y(each(r.length, i -> 0), d, next, n))
                .otherwise(
                        "Row i of nextQ has as many values as there are actions. Find its largest, then use reward and discount of row i.")
                .handBack(answer);
    }

    private static float[] y(float[] rewards, float[] discounts, float[] nextQ, int actions) {
        return each(
                rewards.length,
                i -> rewards[i] + discounts[i] * nextQ[i * actions + argmax(nextQ, i * actions, actions)]);
    }

    private interface Entry {
        float at(int i);
    }

    private static float[] each(int length, Entry entry) {
        float[] row = new float[length];
        for (int i = 0; i < length; i++) {
            row[i] = entry.at(i);
        }
        return row;
    }

    /** A gradient step towards the targets, for the actions that were taken. */
    public interface Learn {
        void step(MultiLayerNetwork online, float[][] states, int[] actions, float[] y);
    }

    public static Learn learn(Learn answer) {
        return Exercise.<Learn>of("Learn", (model, s, a, y) -> fit(model, s, a, y, 0, false))
                .task("4 states and 2 actions (the Q-values after one step)", f -> learned(f, 2, 1))
                .task("4 states and 3 actions (the Q-values after 4 steps)", f -> learned(f, 3, 4))
                .hint(
                        "The actions that were not taken have moved as if their Q-values should be 0. Of those this batch knows"
                                + " nothing: the mask is there to keep them out.")
                .when((model, s, a, y) -> fit(model, s, a, y, 0, true))
                .hint("All actions of a row move towards its target. It speaks of the action that was taken.")
                .when((model, s, a, y) -> {
                    int n = model.layerSize(2);
                    float[][] labels = new float[s.length][n];
                    for (int i = 0; i < s.length; i++) {
                        Arrays.fill(labels[i], y[i]);
                    }
                    model.fit(Nd4j.create(s), Nd4j.create(labels));
                })
                .hint("The mask is the wrong way round: 1 says that an output learns, 0 that it does not.")
                .when((model, s, a, y) -> {
                    int n = model.layerSize(2);
                    float[][] labels = new float[s.length][n];
                    float[][] mask = new float[s.length][n];
                    for (int i = 0; i < s.length; i++) {
                        Arrays.fill(mask[i], 1);
                        labels[i][a[i]] = y[i];
                        mask[i][a[i]] = 0;
                    }
                    model.fit(Nd4j.create(s), Nd4j.create(labels), null, Nd4j.create(mask));
                })
                .hint(
                        "These are single steps, row after row. The batch takes one step, with the mean of its gradients.")
                .when((model, s, a, y) -> {
                    for (int i = 0; i < s.length; i++) {
                        fit(model, new float[][] {s[i]}, new int[] {a[i]}, new float[] {y[i]}, 0, false);
                    }
                })
                .hint("The network has not learned. Which method of MultiLayerNetwork takes a step?")
                .when((model, s, a, y) -> model.output(Nd4j.create(s)))
                .hint("The labels stand in the wrong column: column a of row i is for action a, and a is actions[i].")
                .when((model, s, a, y) -> fit(model, s, columns(a, 1), y, 0, false))
                .when((model, s, a, y) -> fit(model, s, columns(a, 0), y, 0, false))
                .hint("The right outputs learn, but towards 0. Where do the targets go?")
                .when((model, s, a, y) -> fit(model, s, a, new float[y.length], 0, false))
                .hint("This is the target added to the Q-value. The label is what the Q-value should become.")
                .when((model, s, a, y) -> fit(model, s, a, y, 1, false))
                .otherwise(
                        "Labels and mask are matrices with a row for each state and a column for each action. In row i only"
                                + " the column of the action that was taken counts.")
                .within(30)
                .handBack(answer);
    }

    /** Every action replaced by another, or all of them by the first. */
    private static int[] columns(int[] actions, int shift) {
        return Arrays.stream(actions).map(a -> shift == 0 ? 0 : (a + 1) % 2).toArray();
    }

    private static void fit(
            MultiLayerNetwork model, float[][] s, int[] a, float[] y, float ofItself, boolean everything) {
        int n = model.layerSize(2);
        float[][] labels = new float[s.length][n];
        float[][] mask = new float[s.length][n];
        float[] q = ofItself == 0 ? new float[s.length * n] : q(model, s);
        for (int i = 0; i < s.length; i++) {
            labels[i][a[i]] = y[i] + ofItself * q[i * n + a[i]];
            mask[i][a[i]] = 1;
        }
        model.fit(Nd4j.create(s), Nd4j.create(labels), null, everything ? null : Nd4j.create(mask));
    }

    private static float[] learned(Learn answer, int actions, int steps) {
        MultiLayerNetwork model = net(2, actions, 3);
        float[][] states = {{1, 0.5f}, {-1, 0.5f}, {0.2f, -1}, {-0.4f, -0.7f}};
        for (int i = 0; i < steps; i++) {
            answer.step(model, states, new int[] {1, 0, 1, 1}, new float[] {2, -1, 3, 0.5f});
        }
        return q(model, states);
    }

    /** Copies the weights to the target network. */
    public interface Copy {
        void weights(MultiLayerNetwork online, MultiLayerNetwork target);
    }

    public static Copy copy(Copy answer) {
        return Exercise.<Copy>of("Copy", (online, target) -> target.setParams(online.params()))
                .task("two networks, s {1, 2} (what online and target then answer)", f -> copied(f, false))
                .task("an online network that learns on, s {1, 2} (what both answer)", f -> copied(f, true))
                .hint("The wrong way: what the online network has learned is lost.")
                .when((online, target) -> online.setParams(target.params()))
                .hint("The target is as before. Which method of MultiLayerNetwork takes weights over? (To assign the"
                        + " variable target changes nothing outside of your answer.)")
                .when((online, target) -> {})
                .hint("Now both share one array of weights, and the target moves whenever the online network learns.")
                .when((online, target) -> target.setParamsViewArray(online.params()))
                .hint("The target has gone only a part of the way.")
                .when((online, target) ->
                        target.setParams(online.params().add(target.params()).div(2)))
                .otherwise("params() gives all weights of a model in one row, setParams takes such a row.")
                .within(30)
                .handBack(answer);
    }

    private static List<Object> copied(Copy answer, boolean learning) {
        float[] s = {1, 2};
        MultiLayerNetwork online = net(2, 2, 1);
        MultiLayerNetwork target = net(2, 2, 2);
        answer.weights(online, target);
        if (learning) {
            fit(online, new float[][] {s}, new int[] {0}, new float[] {5}, 0, false);
        }
        return List.of(q(online, s), q(target, s));
    }

    /** What the loop calls. */
    public interface Parts {
        /** Starts an episode: its first state, preprocessed. */
        float[] start();

        /** Step 1 of the article. */
        float[] qValues(float[] s);

        /** Step 2; {@code t}: how many steps have been taken before. */
        int choose(float[] q, long t);

        /** Step 3, first half; what is observed is preprocessed. */
        Step<float[]> act(int a);

        /** Step 3, second half. */
        void remember(float[] s, int a, Step<float[]> step);

        /** Steps 4 to 6: a batch, its targets, a gradient step. */
        void learn();

        /** Step 7. */
        void copy();

        /** Step 8: whether training is over when {@code t} steps have been taken. */
        boolean over(long t);
    }

    /** The loop around the steps. */
    public interface Loop {
        void run(Parts dqn, int learningStarts, int C);
    }

    public static Loop loop(Loop answer) {
        return Exercise.<Loop>of("The loop", (dqn, starts, c) -> loop(dqn, starts, c, ""))
                .task("24 steps, an end after every 7 (how many are taken)", f -> script(f).acts)
                .task("24 steps, an end after every 7 (how many episodes are started)", f -> script(f).episodes)
                .task("episodes of states 100, 101, ..., then 200, 201, ... (what is remembered)", f -> script(f)
                        .remembered)
                .task("24 steps (which t choose is told)", f -> script(f).told)
                .task("learningStarts 6 (in which steps it learns)", f -> script(f).learned)
                .task("C = 4 (after which updates it copies)", f -> script(f).copied)
                .task("step 12 (the order of the calls)", f -> script(f).order)
                .hint("After an end the game stands still until somebody starts it again.")
                .when((dqn, starts, c) -> loop(dqn, starts, c, "no start"))
                .hint(
                        "Each step begins in the state that the step before has led to. Yours begins where the last one began.")
                .when((dqn, starts, c) -> loop(dqn, starts, c, "stands"))
                .hint("There is a start too many: a new episode begins only where one has ended.")
                .when((dqn, starts, c) -> loop(dqn, starts, c, "starts always"))
                .hint("An episode that time has cut off is over, too: ask ended(), not terminated().")
                .when((dqn, starts, c) -> loop(dqn, starts, c, "terminated"))
                .hint("It learns too soon: a few transitions are not much to draw from. When does learning start?")
                .when((dqn, starts, c) -> loop(dqn, starts, c, "learns at once"))
                .hint("Learning starts a step too late. The first step has the number 1.")
                .when((dqn, starts, c) -> loop(dqn, starts, c, "learns late"))
                .hint("Learning starts a step too soon. The first step has the number 1.")
                .when((dqn, starts, c) -> loop(dqn, starts, c, "learns soon"))
                .hint("This agent plays, remembers, and never learns.")
                .when((dqn, starts, c) -> loop(dqn, starts, c, "never learns"))
                .hint("It learns only at the end of an episode. DQN learns after every step.")
                .when((dqn, starts, c) -> loop(dqn, starts, c, "learns at ends"))
                .hint("Copies are counted in updates, not in steps of the game.")
                .when((dqn, starts, c) -> loop(dqn, starts, c, "copies by steps"))
                .hint("The first copy is due after C updates. Yours comes when there is nothing to copy yet.")
                .when((dqn, starts, c) -> loop(dqn, starts, c, "copies first"))
                .hint("A target network that is copied after every update is none. What is C for?")
                .when((dqn, starts, c) -> loop(dqn, starts, c, "copies always"))
                .hint("The target network is never copied: its targets stay those of a network that knows nothing.")
                .when((dqn, starts, c) -> loop(dqn, starts, c, "never copies"))
                .hint("The target network is copied once, then never again.")
                .when((dqn, starts, c) -> loop(dqn, starts, c, "copies once"))
                .hint("The parts are all there, but the order is not: remember first, then learn.")
                .when((dqn, starts, c) -> loop(dqn, starts, c, "learns before"))
                .hint("choose is told how many steps were taken before: 0 at the first, then 1, and so on.")
                .when((dqn, starts, c) -> loop(dqn, starts, c, "told one more"))
                .when((dqn, starts, c) -> loop(dqn, starts, c, "told always 0"))
                .otherwise("Write down the first three steps: which calls, in which order, with which s?")
                .handBack(answer);
    }

    private static void loop(Parts dqn, int learningStarts, int period, String fault) {
        float[] s = dqn.start();
        long updates = 0;
        for (long t = 0; !dqn.over(t); t++) {
            int a = dqn.choose(
                    dqn.qValues(s), fault.equals("told one more") ? t + 1 : fault.equals("told always 0") ? 0 : t);
            Step<float[]> step = dqn.act(a);
            if (fault.equals("learns before") && t + 1 >= learningStarts) {
                dqn.learn();
                if (++updates % period == 0) {
                    dqn.copy();
                }
            }
            dqn.remember(s, a, step);
            boolean end = fault.equals("terminated") ? step.terminated() : step.ended();
            s = fault.equals("starts always") || end && !fault.equals("no start")
                    ? dqn.start()
                    : fault.equals("stands") ? s : step.observation();
            boolean due = t + 1 >= learningStarts;
            switch (fault) {
                case "learns at once" -> due = true;
                case "learns late" -> due = t >= learningStarts;
                case "learns soon" -> due = t + 2 >= learningStarts;
                case "never learns", "learns before" -> due = false;
                case "learns at ends" -> due &= end;
                default -> {}
            }
            if (due) {
                if (fault.equals("copies first") && updates % period == 0) {
                    dqn.copy();
                }
                dqn.learn();
                updates++;
                long count = fault.equals("copies by steps") ? t + 1 : updates;
                if (!fault.equals("copies first")
                        && !fault.equals("never copies")
                        && (count % period == 0 && !(fault.equals("copies once") && updates > period)
                                || fault.equals("copies always"))) {
                    dqn.copy();
                }
            }
        }
    }

    private static Script script(Loop answer) {
        Script script = new Script();
        answer.run(script, 6, 4);
        return script;
    }

    /** A game of 24 steps that writes down who calls what. */
    private static final class Script implements Parts {
        private static final int STEPS = 24;
        private int acts;
        private int episodes;
        private int ends;
        private int place;
        private int updates;
        private final List<String> remembered = new ArrayList<>();
        private final List<Integer> learned = new ArrayList<>();
        private final List<Integer> copied = new ArrayList<>();
        private final List<Long> told = new ArrayList<>();
        private final List<String> order = new ArrayList<>();

        private void called(String what) {
            if (acts == 12 || acts == 11 && what.equals("qValues")) {
                order.add(what);
            }
        }

        @Override
        public float[] start() {
            place = 0;
            episodes++;
            return new float[] {100 * episodes};
        }

        @Override
        public float[] qValues(float[] s) {
            called("qValues");
            return new float[] {s[0], 0};
        }

        @Override
        public int choose(float[] q, long t) {
            told.add(t);
            return (int) q[0] % 2;
        }

        @Override
        public Step<float[]> act(int a) {
            if (acts > 2 * STEPS) {
                throw new IllegalStateException("act although over(t) has said that training is over");
            }
            acts++;
            place++;
            called("act");
            boolean end = place % 7 == 0;
            ends += end ? 1 : 0;
            return new Step<>(new float[] {100 * episodes + place}, 1, end && ends % 2 == 0, end && ends % 2 == 1);
        }

        @Override
        public void remember(float[] s, int a, Step<float[]> step) {
            called("remember");
            remembered.add((int) s[0] + " " + a + " " + (int) step.observation()[0]);
        }

        @Override
        public void learn() {
            called("learn");
            updates++;
            learned.add(acts);
        }

        @Override
        public void copy() {
            copied.add(updates);
        }

        @Override
        public boolean over(long t) {
            return acts >= STEPS;
        }
    }

    /** A whole program: trains a network for so many steps, and says after each. */
    public interface Program {
        void train(DenseNetwork online, long seed, int steps, Runnable each);
    }

    public static Program repaired(Program answer) {
        return Exercise.<Program>of(
                        "The repaired program", (net, seed, steps, each) -> program(net, seed, steps, each, ""))
                .task(
                        "seed 3 (the first step after which its weights are not the library's; 0: none)",
                        Exercises08::parted)
                .hint(
                        "The very first update is wrong already. Until then the program only plays and stores: what does it"
                                + " store when the pole has fallen?")
                .when((net, seed, steps, each) -> program(net, seed, steps, each, "end target next"))
                .when((net, seed, steps, each) -> program(net, seed, steps, each, "end target"))
                .when((net, seed, steps, each) -> program(net, seed, steps, each, "end next"))
                .when((net, seed, steps, each) -> program(net, seed, steps, each, "end"))
                .hint(
                        "The first update is right and the second is not. What has changed between the two that should not?")
                .when((net, seed, steps, each) -> program(net, seed, steps, each, "target next"))
                .when((net, seed, steps, each) -> program(net, seed, steps, each, "target"))
                .hint("Thousands of updates are right. What is stored in the step in which time is up?")
                .when((net, seed, steps, each) -> program(net, seed, steps, each, "next"))
                .when((net, seed, steps, each) -> program(net, seed, steps, each, "limit"))
                .otherwise(
                        "The strict check names the first step after which the two differ. What happens in that step that"
                                + " has not happened before?")
                .within(60)
                .handBack(answer);
    }

    private static void program(DenseNetwork online, long seed, int steps, Runnable each, String faults) {
        float[] scale = {1 / 2.4f, 0.5f, 1 / 0.2095f, 0.5f};
        SeedStreams streams = new SeedStreams(seed);
        Pcg64 exploration = streams.stream("exploration");
        Pcg64 replay = streams.stream("replay");
        Schedule epsilon = Schedule.linear(1, 0.1, 3_000);
        QNetwork target = faults.contains("target") ? online : online.copy();
        ReplayBuffer memory = new ReplayBuffer(15_000, 4);
        Batch batch = new Batch(32, 4);
        float[] errors = new float[32];
        Environment<float[]> game = CartPole.v0();
        float[] first = game.reset(streams.seed("environment"));
        float[] s = each(4, i -> first[i] * scale[i]);
        int updates = 0;
        for (int t = 0; t < steps; t++) {
            float[] q = online.predict(s);
            int a = exploration.random() < epsilon.at(t) ? exploration.integers(2) : argmax(q);
            Step<float[]> step = game.step(a);
            float[] seen = step.ended() ? game.reset() : step.observation();
            float[] next = each(4, i -> seen[i] * scale[i]);
            float[] last = faults.contains("next") ? next : each(4, i -> step.observation()[i] * scale[i]);
            boolean end = step.terminated() || faults.contains("limit") && step.truncated();
            memory.add(new Transition(s, a, (float) step.reward(), last, end && !faults.contains("end") ? 0 : GAMMA));
            s = next;
            if (t + 1 >= 500) {
                memory.sample(batch, updates, replay);
                float[] y = y(batch.rewards, batch.discounts, target.predict(batch.nextObservations), 2);
                online.update(batch, y, 0.003, errors);
                updates++;
                if (updates % 100 == 0) {
                    target.copyFrom(online);
                }
            }
            each.run();
        }
    }

    private static final class Parted extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static long parted(Program answer) {
        long seed = 3;
        DqnConfig config = DqnConfig.baseline()
                .epsilon(Schedule.linear(1, 0.1, 3_000))
                .stop(StopRule.none())
                .maxSteps(STEPS);
        Trainer library = new Trainer(config, CartPole::v0, DenseNetwork.hidden(32, 32), seed);
        DenseNetwork its = (DenseNetwork) library.agent().network();
        DenseNetwork yours = its.copy();
        try {
            answer.train(yours, seed, STEPS, () -> {
                library.step();
                if (!Arrays.equals(yours.parameters(), its.parameters())) {
                    throw new Parted();
                }
            });
        } catch (Parted parted) {
            return library.steps();
        }
        return library.steps() == STEPS ? 0 : library.steps();
    }
}
