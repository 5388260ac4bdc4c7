/** Texts of our own to ask about. Whatever stands in them is made up. */

export const lighthouse =
  `The lighthouse of Corvin Point stands on a rock at the end of a causeway of 14 arches. It was first lit in 1874, after
three years of building under the engineer Thomas Brandt. Its tower is 38 metres tall and has been painted in red and
white since 1931. The last keeper, Ida Morrow, left in 1988, when the lamp was made automatic. Her daughter lives in the
old harbour house, from whose windows one can see the island of Skerra. The neighbouring island, Little Hame, is hidden
behind the cliffs.`.replaceAll("\n", " ");

export const bridge =
  `Two bridges cross the Wend. The Salter Bridge, whose beams are of oak, leads from Penwick in the north to Hollow Mere
in the south. Upstream of it stands the Abbey Bridge, which is of stone with a rail of iron. The brothers Hugh and Colin
Farrow built both. Hugh, who was ten years older, finished the Abbey Bridge, over which wool was carried to the mills.
Colin finished the Salter Bridge, over which salt came from the coast until the railway brought coal and an end to the
carts.`.replaceAll("\n", " ");

export const bakery =
  `The bakery in Fennel Street opens at six on weekdays and at seven on Saturdays and Sundays. It is closed on Tuesdays,
when the oven is cleaned. Its dark loaf is sweetened with pear syrup instead of sugar; honey is only used for the buns
that are baked at Easter. On Mondays there is yesterday's bread at half the price.`.replaceAll("\n", " ");

export const expedition =
  `Fourteen people sailed south on the Marigold in 1911. Their sledges were pulled by eleven ponies, since the dogs that had
been ordered never arrived. When the ice closed in, nine of them stayed at Cape Lorne for the winter, while the others
took the ship back to Hobart. The navigator was Euan Pettie. Pettie, a fisherman's son, was born in Arbroath and had
learnt his trade on whalers out of Tromso.`.replaceAll("\n", " ");

export const museum =
  `The town museum has three floors above the ground floor. The ground floor sells tickets and books. On the first floor
stand the clocks that Helene Varga left to the town in 1962. The second floor shows maps and sea charts, most of them
bought by the director, Arthur Quill. Coins are shown on the third floor. Dorrit Lane, a schoolteacher, collected coins
for forty years; she gave all of them to the museum and wrote the labels by hand.`.replaceAll("\n", " ");

export const river =
  `The Osk rises in the Harrow Hills and reaches the North Sea after 120 kilometres. Two rivers join it: the Liddle, which
is 41 kilometres long, and the Senn, which is 27 kilometres long. The Liddle joins it at Maddon, the Senn at Crail Bridge.
A third stream, the Tarn Beck, never reaches the Osk; it flows into Lake Eddern. When the old weir was taken down in
2009, salmon came back to the Osk within two years. Trout had never left it, and eels are still rare.`.replaceAll(
    "\n",
    " ",
  );

export const school =
  `The evening school has three teachers of music. The harp is taught on Mondays, the cello on Wednesdays and the flute on
Thursdays. Mathematics has been taught by Mr Adeyemi since Mrs Lindqvist retired; physics is taught by Mrs Okafor. Mr
Adeyemi came from Lagos as a student. He also runs the chess club, which meets on Fridays, while Mrs Okafor looks after
the telescope.`.replaceAll("\n", " ");

export const orchestra =
  `The spring concert of the Wexley orchestra was to be in the town hall. Two days before it, a burst pipe flooded the stage,
and the concert was moved into the church. Nobody minded the rain on the way. For the autumn the orchestra needed a hall
again. Marta Feld, who plays the viola, found an empty factory by the canal; Jonas Reiter, the first oboe, measured its
echo. A strike of the painters delayed the opening by a week.`.replaceAll("\n", " ");

export const farol =
  `A torre de Vila Serena tem um relógio de 1803. Esteve parado durante trinta anos, até que Amélia Torres o restaurou com
peças que ela própria fez. O construtor, Joaquim Prates, tinha deixado os desenhos na biblioteca. Todos os anos, em
setembro, há uma feira na praça da torre; em maio realiza-se ali apenas um mercado de flores.`.replaceAll("\n", " ");
